import type { TicketBlock, TicketLine, TicketSpan, TicketText } from '../model/ticket.ts'
import { cleanText } from './text.ts'
import { fitTicketText, oneLine } from './ticket-text.ts'

/**
 * A ticket's text in the Markdown GitHub and GitLab share (GitHub Flavored Markdown). Words stay words: no markup, no mention, no
 * reference, no quick action comes of them. Without `most` of any length; with it cut at so many characters.
 */
export function ticketMarkdown(text: TicketText, most = Number.POSITIVE_INFINITY): string {
  const render = (part: TicketText) =>
    part
      .map(blockOf)
      .filter((block) => block !== '')
      .join('\n\n')
  return render(fitTicketText(text, most, (part) => render(part).length))
}

function blockOf(block: TicketBlock): string {
  if (block.kind === 'paragraph') return lineOf(block.line)
  if (block.kind === 'list') return block.lines.map((line) => `- ${lineOf(line)}`).join('\n')
  const text = cleanText(block.text, Number.MAX_SAFE_INTEGER)
  const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `${fence}\n${text}\n${fence}`
}

function lineOf(line: TicketLine): string {
  return shieldStart(line.map(spanOf).join(''))
}

function spanOf({ text, url, as }: TicketSpan): string {
  const inner = as === 'code' ? codeOf(text) : wordsOf(text)
  if (inner === '') return /\s/.test(text) ? ' ' : ''
  const shown = as === 'strong' ? `**${inner}**` : inner
  const target = url === undefined ? null : linkTarget(url)
  const linked = target === null ? shown : `[${shown}](<${target}>)`
  return `${/^\s/.test(text) ? ' ' : ''}${linked}${/\s$/.test(text) ? ' ' : ''}`
}

function codeOf(text: string): string {
  const line = oneLine(text, Number.MAX_SAFE_INTEGER)
  if (line === '') return ''
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  const padding = longestRun > 0 ? ' ' : ''
  return `${fence}${padding}${line}${padding}${fence}`
}

function wordsOf(text: string): string {
  return (
    oneLine(text, Number.MAX_SAFE_INTEGER)
      .replaceAll('&', '&amp;')
      .replaceAll(/[\\`*_[\]<>|~]/g, '\\$&')
      // A mark right before a word makes a mention or a reference of it; an invisible blank in between does not.
      .replaceAll(/([@#!$%^])(?=[\w"])/g, '$1&#8203;')
  )
}

/** What is a list, a heading or a quick action only where a line begins. */
function shieldStart(line: string): string {
  return line
    .trim()
    .replace(/^[-+=/#]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** `null` for what is no web address. */
function linkTarget(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return url.href.replaceAll(/[<>\\]/g, encodeURIComponent)
}
