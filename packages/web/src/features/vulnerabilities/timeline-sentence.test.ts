import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../api/types.ts'
import { timelineSentence } from './timeline-sentence.ts'

function sentence(event: TimelineEntry['event'], data: TimelineEntry['data'], actor: string | null = null): string {
  return timelineSentence({ at: '2026-11-01T10:00:00.000Z', event, actor, data }, (id) => (id === 'u1' ? 'Mira' : id))
}

test('it says who decided what, and why', () => {
  expect(sentence('decided', { to: { decision: 'wont-fix', reason: 'Retired in May' } }, 'u1')).toBe(
    'Won’t fix by Mira: “Retired in May”',
  )
})

test('it says that a decision was taken back', () => {
  expect(sentence('decided', { to: { decision: 'none' } })).toBe('Decision taken back')
})

test('it explains why something closed, also for a reason it does not know', () => {
  expect(sentence('closed', { reason: 'absent' })).toBe('Closed: no scanner reports it any more')
  expect(sentence('closed', { reason: 'moved-away' })).toBe('Closed: moved away')
  expect(sentence('closed', {})).toBe('Closed: the reason is unknown')
})

test('it names the scanner where the event does', () => {
  const connection = { id: 'con_1', label: 'Scanner A', connector: 'acme' }

  expect(sentence('detected', { finding: 'fnd_1', connection })).toBe('First detected by Scanner A')
})
