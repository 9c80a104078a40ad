import { Fault, type FaultDetails } from '@patchbay/sdk'

/** Masks secrets in whatever leaves the runtime: messages, log fields, error causes. */
export interface Redactor {
  /** A secret learnt later, such as a token the vendor issued. */
  add(secret: string): void
  text(value: string): string
  /** Copies a value with every string in it masked; what is not plain data becomes text. */
  fields(value: Readonly<Record<string, unknown>>): Record<string, unknown>
  /** The same error without secrets in message, stack, details and causes. */
  error(error: unknown): unknown
}

const mask = '[redacted]'
// Tokens come and go with every renewal; the newest are the ones that can still turn up.
const learntLimit = 20
const deepest = 6

/** `secrets` in any of the forms they travel in: as they are, URL-encoded, base64, JSON-escaped, line by line. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const fixed = secrets.flatMap(forms)
  let learnt: string[] = []
  let pattern = compile(fixed)

  function text(value: string): string {
    return pattern === null ? value : value.replace(pattern, mask)
  }

  return {
    add: (secret) => {
      if (learnt.includes(secret)) return
      learnt = [...learnt, secret].slice(-learntLimit)
      pattern = compile([...fixed, ...learnt.flatMap(forms)])
    },
    text,
    fields: (value) => plain(value, text),
    error: (error) => cleanError(error, text, 0),
  }
}

function forms(secret: string): string[] {
  if (secret === '') return []
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 16)
  return [secret, secret.trim(), ...lines, ...pathOf(secret)].flatMap((value) => [
    value,
    encodeURIComponent(value.toWellFormed()),
    new URLSearchParams({ v: value }).toString().slice(2),
    Buffer.from(value).toString('base64'),
    Buffer.from(value).toString('base64url'),
    JSON.stringify(value).slice(1, -1),
  ])
}

/** A secret that is an address shows up without its host as well. */
function pathOf(secret: string): string[] {
  if (!/^https?:\/\//i.test(secret) || !URL.canParse(secret)) return []
  const { pathname, search } = new URL(secret)
  return pathname.length > 1 ? [pathname, pathname + search] : []
}

function compile(values: readonly string[]): RegExp | null {
  const unique = [...new Set(values)].filter((value) => value.trim() !== '').sort((a, b) => b.length - a.length)
  if (unique.length === 0) return null
  // A secret of a few letters is masked only where it stands alone, or every message would turn into dots.
  const alternatives = unique.map((value) => (value.length < 4 ? `(?<!\\w)${escapeRegex(value)}(?!\\w)` : escapeRegex(value)))
  return new RegExp(alternatives.join('|'), 'g')
}

function escapeRegex(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

function plain(value: Readonly<Record<string, unknown>>, text: (value: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item, text, 0)]))
}

function copy(value: unknown, text: (value: string) => string, depth: number): unknown {
  if (typeof value === 'string') return text(value)
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || value === undefined) return value
  if (value instanceof Error) return text(value.message)
  if (value instanceof URL || value instanceof Date) return text(String(value))
  if (typeof value !== 'object' || depth >= deepest) return text(String(value))
  if (Array.isArray(value)) return value.map((item) => copy(item, text, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), copy(item, text, depth + 1)]))
}

function cleanError(error: unknown, text: (value: string) => string, depth: number): unknown {
  if (typeof error === 'string') return text(error)
  if (!(error instanceof Error)) return error
  const cause = error.cause === undefined || depth >= deepest ? undefined : cleanError(error.cause, text, depth + 1)
  const clean =
    error instanceof Fault
      ? new Fault(error.kind, text(error.message), details(error.details, text), cause)
      : bare(error, text, cause)
  if (error.stack !== undefined) clean.stack = text(error.stack)
  return clean
}

function bare(error: Error, text: (value: string) => string, cause: unknown): Error {
  const clean = new Error(text(error.message), cause === undefined ? undefined : { cause })
  clean.name = error.name
  return 'code' in error && typeof error.code === 'string' ? Object.assign(clean, { code: error.code }) : clean
}

function details(given: FaultDetails, text: (value: string) => string): FaultDetails {
  return {
    ...given,
    ...(given.field !== undefined && { field: text(given.field) }),
    ...(given.remedy !== undefined && { remedy: text(given.remedy) }),
    ...(given.path !== undefined && { path: text(given.path) }),
  }
}
