import { expect, it } from 'vitest'
import { earliestWritten, markedMarkdown, ticketLabels, ticketMark } from './ticket-mark.ts'

const comment = {
  marker: 'abcd1234',
  since: '2026-11-28T10:00:00.000Z',
  text: [{ kind: 'paragraph', line: [{ text: 'Fixed.' }] }],
} as const

it('marks what is written where people do not see it, within what the tracker takes', () => {
  expect(markedMarkdown(comment, 1000)).toBe('Fixed.\n\n<!-- patchbay:abcd1234 -->')
  expect(markedMarkdown({ ...comment, text: [] }, 1000)).toContain(ticketMark(comment))
})

it('looks back further than the try, because clocks differ', () => {
  expect(earliestWritten(comment)).toBe('2026-11-28T09:55:00.000Z')
})

it('labels a ticket as ours, as asked, and with how urgent it is', () => {
  expect(ticketLabels({})).toEqual(['patchbay'])
  expect(ticketLabels({ labels: ['security'], priority: 'urgent' })).toEqual(['patchbay', 'security', 'urgent'])
})
