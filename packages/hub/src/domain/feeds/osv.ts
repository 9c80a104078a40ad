import { aliasLinks, normaliseIdentifier } from '../alias.ts'
import { unreadableFeed } from './feed.ts'

/** Where a record of the export is, and when it last changed. */
export interface OsvChange {
  readonly identifier: string
  /** Below the export's address: `PyPI/PYSEC-2021-123.json`. */
  readonly path: string
  readonly modifiedAt: Date
}

/** An advisory, as far as it says what else its problem is called. */
export interface OsvAdvisory {
  readonly identifier: string
  readonly modifiedAt: Date
  /** Pairs of names, the lesser first. */
  readonly links: readonly (readonly [string, string])[]
}

const name = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._:-]{1,100}$/

/** More names than any problem has: a record with so many says nothing that can be believed. */
const mostNames = 20

/**
 * A line of `modified_id.csv`: `2024-08-15T00:05:00Z,PyPI/PYSEC-2021-123`. `null` for an empty one, and for a record whose name is of no kind
 * that scanners use: one of those must not cost all others. Throws for what is no line of such a list.
 */
export function readOsvChange(line: string): OsvChange | null {
  const text = line.trim()
  if (text === '') return null
  const [, time, path = ''] = /^([^,]+),([^,]+)$/.exec(text) ?? []
  const modifiedAt = new Date(time ?? '')
  if (Number.isNaN(modifiedAt.getTime())) {
    throw unreadableFeed('The list of changed advisories cannot be read: it may be cut off.')
  }
  const [, folder, id] = /^(.+)\/([^/]+)$/.exec(path) ?? []
  if (folder === undefined || id === undefined || !name.test(id)) return null
  const file = `${folder.split('/').map(encodeURIComponent).join('/')}/${encodeURIComponent(id)}.json`
  return { identifier: normaliseIdentifier(id), path: file, modifiedAt }
}

/**
 * Reads an OSV record (https://osv.dev/docs). One that is withdrawn vouches for nothing, and so does one with two
 * CVEs or with names that are none. Throws for what is no record, or another one than `identifier`.
 */
export function readOsvAdvisory(text: string, identifier: string): OsvAdvisory {
  const record = objectOf(text)
  const id = record['id']
  const modified = record['modified']
  const modifiedAt = new Date(typeof modified === 'string' ? modified : '')
  if (typeof id !== 'string' || normaliseIdentifier(id) !== identifier || Number.isNaN(modifiedAt.getTime())) {
    throw unreadableFeed(`The record of ${identifier} is none, or another one.`)
  }
  const aliases = Array.isArray(record['aliases']) ? record['aliases'] : []
  const names = aliases.filter((alias): alias is string => typeof alias === 'string' && name.test(alias))
  const believed = record['withdrawn'] === undefined && names.length === aliases.length && names.length < mostNames
  const links = believed ? aliasLinks([identifier, ...names]) : []
  return {
    identifier,
    modifiedAt,
    links: links.map(({ left, right }) => (left < right ? ([left, right] as const) : ([right, left] as const))),
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // Said below, as for any other text.
  }
  throw unreadableFeed('A record of the advisories is not JSON, or cut off.')
}
