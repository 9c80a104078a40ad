import type { Location } from '../model/sighting.ts'
import { textOrNull } from './text.ts'
import { httpsUrl } from './web.ts'

/** A path relative to the repository's root with `/` between its parts; `null` for what leaves the repository or says nothing. */
export function repositoryPath(text: string | null | undefined): string | null {
  const clean = textOrNull(text, 1000)
  if (clean === null) return null
  const parts = clean
    .split(/[/\\]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.')
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/')
}

/** A line number as the vendor gives it: 1 or more, number or digits. */
export function lineNumber(value: unknown): number | undefined {
  const line = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof line === 'number' && Number.isSafeInteger(line) && line >= 1 ? line : undefined
}

/** A place in the repository, or `null` without a usable path. An end before its start is left out. */
export function place(path: string | null | undefined, start?: unknown, end?: unknown, url?: string | null): Location | null {
  const clean = repositoryPath(path)
  if (clean === null) return null
  const startLine = lineNumber(start)
  const endLine = lineNumber(end)
  const link = httpsUrl(url)
  return {
    path: clean,
    ...(startLine !== undefined && { startLine }),
    ...(startLine !== undefined && endLine !== undefined && endLine >= startLine && { endLine }),
    ...(link !== null && { url: link }),
  }
}
