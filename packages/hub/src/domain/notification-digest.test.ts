import { describe, expect, it } from 'vitest'
import { type Digest, digestFacts, digestWords } from './notification-digest.ts'

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 }
const quiet: Digest = {
  since: '2026-11-20T07:00:00.000Z',
  until: '2026-11-27T07:00:00.000Z',
  opened: none,
  resolved: none,
  reopened: none,
  deadlines: { missed: 0, overdue: 0, dueSoon: 0 },
  done: [],
  next: [],
  connections: [],
}
const work = { id: 'rem_1', title: 'Upgrade lodash 4.17.4 → 4.17.21', place: 'team/web', closes: 7 }

describe('a digest', () => {
  it('tells what happened, what is late and what comes next, each with its page', () => {
    const digest: Digest = {
      ...quiet,
      opened: { ...none, critical: 2, low: 10 },
      resolved: { ...none, high: 3 },
      reopened: { ...none, unknown: 1 },
      deadlines: { missed: 2, overdue: 9, dueSoon: 4 },
      done: [work],
      next: [work, { ...work, id: 'rem_2' }],
      connections: [
        { id: 'con_1', label: 'Scanner', trouble: 'The token was refused.' },
        { id: 'con_2', label: 'Git', trouble: null },
      ],
    }

    expect(digestWords(digest)).toEqual({
      title: 'Digest: 12 new, 3 fixed, 1 reopened',
      text: 'From 2026-11-20 07:00 to 2026-11-27 07:00 UTC.',
      path: '/',
    })
    expect(digestFacts(digest).map(({ label, value, path }) => [label, value, path])).toEqual([
      ['New', '12: 2 critical, 10 low', '/vulnerabilities?sort=-detectedAt'],
      ['Fixed', '3: 3 high', '/vulnerabilities?status=Resolved'],
      ['Reopened', '1: 1 unknown', '/vulnerabilities'],
      ['Overdue', '9, 2 of them new', '/vulnerabilities?overdue=true'],
      ['Due in 7 days', '4', '/vulnerabilities?sort=dueAt'],
      ['Done 1', 'Upgrade lodash 4.17.4 → 4.17.21 in team/web: closes 7', '/remediations/rem_1'],
      ['Next 1', 'Upgrade lodash 4.17.4 → 4.17.21 in team/web: closes 7', '/remediations/rem_1'],
      ['Next 2', 'Upgrade lodash 4.17.4 → 4.17.21 in team/web: closes 7', '/remediations/rem_2'],
      ['Scanner needs attention', 'The token was refused.', '/integrations/con_1'],
      ['Git needs attention', 'Look after it.', '/integrations/con_2'],
    ])
  })

  it('of a time in which nothing changed says so, and still tells what waits', () => {
    const digest = { ...quiet, deadlines: { missed: 0, overdue: 3, dueSoon: 0 }, next: [work] }

    expect(digestWords(digest).title).toBe('Digest: nothing changed')
    expect(digestFacts(digest).map(({ label }) => label)).toEqual(['Overdue', 'Next 1'])
    expect(digestFacts(quiet)).toEqual([])
  })
})
