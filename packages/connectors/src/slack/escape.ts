import { cleanText } from '@patchbay/sdk/shape'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text as Slack takes it literally, so that `<!channel>` in a name calls nobody; at most `most` characters once escaped, as Slack
 * counts them. https://docs.slack.dev/messaging/formatting-message-text, "Escaping text"
 */
export function escaped(text: string, most: number): string {
  const clean = cleanText(text.replace(/[\p{Cf}]/gu, ''), most)
  const whole = escapeAll(clean)
  if (whole.length <= most) return whole

  const room = most - 1
  let length = 0
  let end = 0
  for (const character of clean) {
    length += (entities[character] ?? character).length
    if (length > room) break
    end += character.length
  }
  return `${escapeAll(clean.slice(0, end))}…`
}

function escapeAll(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character)
}
