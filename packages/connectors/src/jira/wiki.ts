import type { TicketBlock, TicketLine, TicketSpan, TicketText } from '@patchbay/sdk'
import { cleanText, fitTicketText } from '@patchbay/sdk/shape'
import { spaced } from './adf.ts'

/** Jira takes 32,767 characters unless an administrator says otherwise. */
const longest = 32_000

/** A ticket's text in the wiki markup of Jira Data Center, cut to what it takes. */
export function toWiki(text: TicketText): string {
  return wikiOf(fitTicketText(text, longest, (part) => wikiOf(part).length))
}

function wikiOf(text: TicketText): string {
  return text
    .map(blockOf)
    .filter((block) => block !== '')
    .join('\n\n')
}

function blockOf(block: TicketBlock): string {
  if (block.kind === 'paragraph') return lineOf(block.line)
  if (block.kind === 'list') return block.lines.map((line) => `* ${lineOf(line)}`).join('\n')
  const text = cleanText(block.text, Number.MAX_SAFE_INTEGER)
  // Nothing inside ends the block but its own tag.
  return text === '' ? '' : `{noformat}\n${text.replaceAll(/\{(?=noformat)/gi, '{ ')}\n{noformat}`
}

function lineOf(line: TicketLine): string {
  // What is a list or a heading only where a line begins.
  return line
    .map(spanOf)
    .join('')
    .trim()
    .replace(/^(#|h\d\.|bq\.)/, '\\$1')
}

function spanOf({ text, url, as }: TicketSpan): string {
  const words = escaped(spaced(text))
  if (words.trim() === '') return words
  const href = url === undefined ? null : URL.parse(url)
  if (href !== null && /^https?:$/.test(href.protocol))
    return `[${words.trim()}|${href.href.replaceAll(/[[\]|]/g, encodeURIComponent)}]`
  if (as === undefined) return words
  const [before, after] = [/^\s/.test(words) ? ' ' : '', /\s$/.test(words) ? ' ' : '']
  const [open, close] = as === 'strong' ? ['*', '*'] : ['{{', '}}']
  return `${before}${open}${words.trim()}${close}${after}`
}

/** Every character that means something to the renderer. */
function escaped(text: string): string {
  return text.replaceAll(/[\\{}[\]*_+^~!|?@-]/g, '\\$&')
}
