import type { TicketBlock, TicketLine, TicketSpan, TicketText } from '@patchbay/sdk'
import { cleanText, fitTicketText, oneLine } from '@patchbay/sdk/shape'

/** A node of the Atlassian Document Format, https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/. */
export interface Node {
  readonly type: string
  readonly version?: 1
  readonly text?: string
  readonly attrs?: Readonly<Record<string, string>>
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, string>> }[]
  readonly content?: readonly Node[]
}

/** Jira counts the characters of the document's JSON. */
const longest = 32_000

/** A ticket's text as Jira Cloud takes it, cut to what it takes. */
export function toDocument(text: TicketText): Node {
  return documentOf(fitTicketText(text, longest, (part) => JSON.stringify(documentOf(part)).length))
}

function documentOf(text: TicketText): Node {
  return { type: 'doc', version: 1, content: text.flatMap(blockOf) }
}

function blockOf(block: TicketBlock): readonly Node[] {
  if (block.kind === 'paragraph') return [paragraph(block.line)]
  if (block.kind === 'code') {
    const text = cleanText(block.text, Number.MAX_SAFE_INTEGER)
    return text === '' ? [] : [{ type: 'codeBlock', content: [{ type: 'text', text }] }]
  }
  if (block.lines.length === 0) return []
  const items = block.lines.map((line) => ({ type: 'listItem', content: [paragraph(line)] }))
  return [{ type: 'bulletList', content: items }]
}

function paragraph(line: TicketLine): Node {
  return { type: 'paragraph', content: line.flatMap(spanOf) }
}

/** Text without characters is no node Jira takes. */
function spanOf({ text, url, as }: TicketSpan): readonly Node[] {
  const words = spaced(text)
  if (words === '') return []
  const href = url === undefined ? null : URL.parse(url)
  const isLink = href !== null && /^https?:$/.test(href.protocol)
  const marks = [...(as === undefined ? [] : [{ type: as }]), ...(isLink ? [{ type: 'link', attrs: { href: href.href } }] : [])]
  return [{ type: 'text', text: words, ...(marks.length > 0 && { marks }) }]
}

/** One line, with the blanks at its ends that join it to its neighbours. */
export function spaced(text: string): string {
  const inner = oneLine(text, Number.MAX_SAFE_INTEGER)
  if (inner === '') return /\s/.test(text) ? ' ' : ''
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) ? ' ' : ''}`
}
