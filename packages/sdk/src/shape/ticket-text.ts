import type { TicketBlock, TicketLine, TicketText } from '../model/ticket.ts'
import { cleanText } from './text.ts'

const cut: TicketBlock = { kind: 'paragraph', line: [{ text: '…' }] }

/**
 * As much of a text as its tracker takes, cut at its end, where an ellipsis says so. `measure` says how large it is once it is
 * rendered, in the tracker's own units.
 */
export function fitTicketText(text: TicketText, most: number, measure: (text: TicketText) => number): TicketText {
  if (measure(text) <= most) return text
  let kept = shorter(text)
  while (kept.length > 0 && measure([...kept, cut]) > most) kept = shorter(kept)
  return [...kept, cut]
}

/** Without the second half of its last block, or without that block when it cannot be halved. */
function shorter(text: TicketText): TicketText {
  const before = text.slice(0, -1)
  const last = text.at(-1)
  if (last === undefined) return before
  const half = halved(last)
  return half === null ? before : [...before, half]
}

function halved(block: TicketBlock): TicketBlock | null {
  if (block.kind === 'code') return halfOf(block.text, (text) => ({ kind: 'code', text }))
  if (block.kind === 'list') {
    const [only, ...others] = block.lines
    if (only === undefined) return null
    if (others.length > 0) return { kind: 'list', lines: block.lines.slice(0, Math.ceil(block.lines.length / 2)) }
    return halfLine(only, (line) => ({ kind: 'list', lines: [line] }))
  }
  return halfLine(block.line, (line) => ({ kind: 'paragraph', line }))
}

function halfLine(line: TicketLine, make: (line: TicketLine) => TicketBlock): TicketBlock | null {
  const [only, ...others] = line
  if (only === undefined) return null
  if (others.length > 0) return make(line.slice(0, Math.ceil(line.length / 2)))
  return halfOf(only.text, (text) => make([{ ...only, text }]))
}

function halfOf(text: string, make: (text: string) => TicketBlock): TicketBlock | null {
  const length = Math.floor(text.length / 2)
  return length < 20 ? null : make(cleanText(text, length))
}

/** A text on one line, as titles and spans need it. */
export function oneLine(text: string, most?: number): string {
  return cleanText(text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim(), most)
}
