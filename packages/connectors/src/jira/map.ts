import type { Ticket, TicketState } from '@patchbay/sdk'
import { cleanText, httpsUrl } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import type { Issue } from './schema.ts'

/** Words of statuses and resolutions for what nobody will do. Sites name them freely, in English by default. */
const refused =
  /\b(?:won.?t|will not|declin|reject|cancel|abandon|duplicate|cannot reproduce|not (?:a|an|to|needed)\b|invalid|obsolete)/i

export function isRefusal(word: string): boolean {
  return refused.test(word)
}

/** An issue as the hub knows tickets. */
export function toTicket({ id, key, fields }: Issue, { baseUrl }: Pick<Config, 'baseUrl'>): Ticket {
  const { status, resolution } = fields
  const { name } = status
  return {
    id,
    key: cleanText(key, 100),
    url: httpsUrl(`${baseUrl}/browse/${encodeURIComponent(key)}`),
    state: stateOf(status.statusCategory?.key, [name, resolution?.name ?? '']),
    word: cleanText(name, 100),
  }
}

/** The three categories are Jira's own; the statuses in them are each site's. A category nobody documented is open. */
function stateOf(category: string | undefined, words: readonly string[]): TicketState {
  if (category === 'indeterminate') return 'in-progress'
  if (category !== 'done') return 'open'
  return words.some(isRefusal) ? 'wont-do' : 'done'
}
