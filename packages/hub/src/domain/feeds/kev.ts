import { isCve, normaliseIdentifier } from '../alias.ts'
import { unreadableFeed } from './feed.ts'

/** An entry of CISA's catalogue of known exploited vulnerabilities. Dates are `YYYY-MM-DD`. */
export interface KnownExploited {
  readonly identifier: string
  readonly addedOn: string
  readonly dueOn: string | null
  readonly ransomware: boolean
}

export interface KevCatalogue {
  readonly version: string | null
  readonly releasedAt: Date | null
  readonly entries: readonly KnownExploited[]
}

const day = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads the catalogue (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). Only the CVE and the date it was added are
 * counted on. Throws a `feed-unreadable` problem for anything else, and for fewer entries than it says it has.
 */
export function readKev(text: string): KevCatalogue {
  const root = objectOf(parsed(text))
  const list = root?.['vulnerabilities']
  if (root === null || !Array.isArray(list)) throw unreadableFeed('This is no catalogue of known exploited vulnerabilities.')
  const count = root['count']
  if (typeof count === 'number' && count !== list.length) {
    throw unreadableFeed(`The catalogue says that it has ${count} entries, but has ${list.length}.`)
  }
  const entries = new Map(list.map((item: unknown) => entryOf(item)).map((entry) => [entry.identifier, entry]))
  if (entries.size === 0) throw unreadableFeed('The catalogue is empty.')
  const version = root['catalogVersion']
  return {
    version: typeof version === 'string' ? version : null,
    releasedAt: dateOf(root['dateReleased']),
    entries: [...entries.values()],
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadableFeed('The catalogue is not JSON, or cut off.')
  }
}

function entryOf(item: unknown): KnownExploited {
  const entry = objectOf(item)
  const id = entry?.['cveID']
  const addedOn = entry?.['dateAdded']
  if (typeof id !== 'string' || !isCve(id) || typeof addedOn !== 'string' || !isDay(addedOn)) {
    throw unreadableFeed('An entry of the catalogue has no CVE or no date.')
  }
  const due = entry?.['dueDate']
  return {
    identifier: normaliseIdentifier(id),
    addedOn,
    dueOn: typeof due === 'string' && isDay(due) ? due : null,
    ransomware: entry?.['knownRansomwareCampaignUse'] === 'Known',
  }
}

function isDay(text: string): boolean {
  return day.test(text) && dateOf(`${text}T00:00:00Z`)?.toISOString().startsWith(text) === true
}

function dateOf(value: unknown): Date | null {
  const date = typeof value === 'string' ? new Date(value) : null
  return date === null || Number.isNaN(date.getTime()) ? null : date
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null
}
