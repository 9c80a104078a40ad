import { expect, it } from 'vitest'
import type { RemediationEvent } from '../../api/types.ts'
import { historySentence } from './history-sentence.ts'

const at = '2026-11-28T09:00:00.000Z'
const ada = { id: 'u1', kind: 'user' as const, name: 'Ada', email: null }

it.each<[RemediationEvent['event'], RemediationEvent['actor'], Record<string, unknown>, string]>([
  ['state', ada, { trigger: 'start', to: 'in-progress' }, 'Begun by Ada'],
  ['state', ada, { trigger: 'dismiss', to: 'dismissed', reason: 'Retired' }, 'Dismissed by Ada: “Retired”'],
  ['state', null, { trigger: 'verified', to: 'resolved' }, 'Resolved: a complete sync no longer sees its vulnerabilities'],
  ['state', null, { trigger: 'reappeared', to: 'reopened' }, 'Reopened: a scanner sees one of its vulnerabilities again'],
  ['comment', ada, { text: 'On Monday.' }, 'Ada: “On Monday.”'],
  [
    'left',
    null,
    { fixed: 2, left: 1, names: [{ id: 'vul_1', name: 'CVE-2024-1' }] },
    'A sync saw 2 fixed; 1 vulnerability is left: CVE-2024-1',
  ],
])('says of %s', (event, actor, data, sentence) => {
  expect(historySentence({ at, event, actor, data })).toBe(sentence)
})
