import type { Message } from '@patchbay/sdk'
import { escaped } from './escape.ts'
import type { Block, SlackMessage } from './schema.ts'

/** https://docs.slack.dev/reference/block-kit: characters and elements Slack takes. */
const limits = { text: 3500, header: 150, section: 3000, field: 2000, fields: 10, url: 3000, link: 1000 }
/** More would hide the button. */
const mostFacts = 20
const longestLabel = 100

const signs = { information: ':information_source:', warning: ':warning:', critical: ':rotating_light:' } as const

/** A message as Slack shows it: title, text, facts side by side, a button to the page, and when it happened. */
export function toSlackMessage(message: Message): SlackMessage {
  const { title, urgency } = message
  const text = escaped(message.text ?? '', limits.section)
  return {
    text: `${signs[urgency]} ${escaped(title, limits.text)}`,
    blocks: [
      { type: 'header', text: plain(title, limits.header) },
      ...(text.trim() === '' ? [] : [section(text)]),
      ...factBlocks(message.facts),
      ...linkBlocks(message.url),
      { type: 'context', elements: [markdown(`${signs[urgency]} ${word(urgency)} · ${when(message.at)} · Patchbay`)] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  }
}

function factBlocks(facts: Message['facts']): readonly Block[] {
  const shown = facts.slice(0, mostFacts).map(({ label, value, url }) => {
    const name = `*${linked(escaped(label, longestLabel).replaceAll('*', ''), url)}*\n`
    return markdown(`${name}${orDash(value, limits.field - name.length)}`)
  })
  const groups = Array.from({ length: Math.ceil(shown.length / limits.fields) }, (_, index) =>
    shown.slice(index * limits.fields, (index + 1) * limits.fields),
  )
  return groups.map((fields) => ({ type: 'section', fields }))
}

/** The words as a link to the page, where there is one that fits. */
function linked(words: string, url: string | undefined): string {
  const address = url === undefined ? null : URL.parse(url)
  if (address === null || words.trim() === '') return words
  const target = escaped(address.href.replaceAll('|', '%7C'), limits.link + 1)
  return target.length > limits.link ? words : `<${target}|${words.replaceAll('|', '∣')}>`
}

function linkBlocks(url: string | null): readonly Block[] {
  if (url === null || url.length > limits.url) return []
  const button = { type: 'button', text: plain('Open in Patchbay', 75), url, action_id: 'open' } as const
  return [{ type: 'actions', elements: [button] }]
}

/** In the reader's own time zone; who cannot see that sees UTC. */
function when(at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000)
  const utc = `${at.slice(0, 16).replace('T', ' ')} UTC`
  return `<!date^${seconds}^{date_short_pretty} {time}|${utc}>`
}

function word(urgency: Message['urgency']): string {
  return `${urgency.slice(0, 1).toUpperCase()}${urgency.slice(1)}`
}

function section(text: string): Block {
  return { type: 'section', text: markdown(text) }
}

function markdown(text: string) {
  return { type: 'mrkdwn', text, verbatim: true } as const
}

function plain(text: string, most: number) {
  return { type: 'plain_text', text: orDash(text, most), emoji: false } as const
}

/** Slack refuses an empty text, and one of nothing but invisible characters is empty once they are gone. */
function orDash(text: string, most: number): string {
  const words = escaped(text, most)
  return words.trim() === '' ? '–' : words
}
