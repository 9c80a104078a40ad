import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../api/types.ts'
import { timelineSentence } from './timeline-sentence.ts'

function sentence(event: TimelineEntry['event'], data: TimelineEntry['data'], actor: TimelineEntry['actor'] = null): string {
  return timelineSentence({ at: '2026-11-01T10:00:00.000Z', event, actor, data })
}

test('it says who decided what, and why', () => {
  const to = { decision: 'wont-fix', reason: 'Retired in May' }
  const mira = { id: 'u1', kind: 'user', name: 'Mira', email: 'mira@example.com' } as const
  const token = { id: 'tok_1', kind: 'token', name: 'pipeline', email: null } as const

  expect(sentence('decided', { to }, mira)).toBe('Won’t fix by Mira: “Retired in May”')
  expect(sentence('decided', { to }, { ...mira, name: null, email: null })).toBe('Won’t fix by u1: “Retired in May”')
  expect(sentence('decided', { to }, token)).toBe('Won’t fix by the token “pipeline”: “Retired in May”')
})

test('it says that a decision was taken back', () => {
  expect(sentence('decided', { to: { decision: 'none' } })).toBe('Decision taken back')
})

test('it explains why something closed, also for a reason it does not know', () => {
  expect(sentence('closed', { reason: 'absent' })).toBe('Closed: no scanner reports it any more')
  expect(sentence('closed', { reason: 'moved-away' })).toBe('Closed: moved away')
  expect(sentence('closed', {})).toBe('Closed: the reason is unknown')
})

test('it quotes comments, and says what happened to the clock', () => {
  const mira = { id: 'u1', kind: 'user', name: 'Mira', email: null } as const

  expect(sentence('commented', { text: 'Asked the vendor.' }, mira)).toBe('Mira: “Asked the vendor.”')
  expect(sentence('waiting', { reason: 'No fix yet' }, mira)).toBe('Waits for a vendor by Mira: “No fix yet”')
  expect(sentence('resumed', { milliseconds: 5 }, mira)).toBe('Its clock runs again by Mira')
  expect(sentence('exempted', { until: null, reason: 'Released' }, mira)).toBe('Exception taken back by Mira: “Released”')
})

test('it names the scanner where the event does', () => {
  const connection = { id: 'con_1', label: 'Scanner A', connector: 'acme' }

  expect(sentence('detected', { finding: 'fnd_1', connection })).toBe('First detected by Scanner A')
})
