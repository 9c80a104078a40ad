import { expect, test } from 'vitest'
import { timelineSentence } from './timeline-sentence.ts'

const at = '2026-11-01T10:00:00.000Z'

test('it says who decided what, and why', () => {
  const sentence = timelineSentence({
    at,
    event: 'decided',
    actor: 'Mira',
    data: { decision: 'wont-fix', reason: 'Retired in May' },
  })

  expect(sentence).toBe('Won’t fix by Mira: “Retired in May”')
})

test('it says that a decision was taken back', () => {
  expect(timelineSentence({ at, event: 'decided', actor: null, data: { decision: 'none' } })).toBe('Decision taken back')
})

test('it explains why something closed, also for a reason it does not know', () => {
  expect(timelineSentence({ at, event: 'closed', actor: null, data: { reason: 'absent' } })).toBe(
    'Closed: no scanner reports it any more',
  )
  expect(timelineSentence({ at, event: 'closed', actor: null, data: { reason: 'moved-away' } })).toBe('Closed: moved away')
  expect(timelineSentence({ at, event: 'closed', actor: null, data: {} })).toBe('Closed: the reason is unknown')
})

test('it names the scanner where the event does', () => {
  expect(
    timelineSentence({
      at,
      event: 'detected',
      actor: null,
      data: { finding: 'fnd_1', connection: { id: 'con_1', label: 'Scanner A', connector: 'acme' } },
    }),
  ).toBe('First detected by Scanner A')
})
