import type { RateHeaders } from '@patchbay/sdk'
import type { Clock } from './clock.ts'

type Headers = Readonly<Record<string, string>>

const transient = { base: 1_000, most: 60_000 }
// Vendors that limit without saying for how long count by the minute, so knocking every second keeps the door shut.
const limited = { base: 10_000, most: 120_000 }

/** `Retry-After` in milliseconds from now, in either of its forms: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers['retry-after']?.trim()
  if (value === undefined || value === '') return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  // Date.parse reads almost anything as some year; a date starts with the day's name.
  const date = /^[a-z]{3,9},? /i.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Milliseconds until the rate limit resets, when the headers say that nothing is left of it. */
export function untilReset(headers: Headers, names: RateHeaders | undefined, now: number): number | undefined {
  if (names === undefined) return undefined
  const remaining = headers[names.remaining.toLowerCase()]?.trim()
  const reset = headers[names.reset.toLowerCase()]?.trim()
  if (!remaining || !reset || !(Number(remaining) <= 0)) return undefined

  const number = Number(reset)
  const at = names.resetUnit === 'epoch-seconds' ? number * 1000 : now + number * 1000
  return Number.isFinite(at) ? Math.max(0, Math.ceil(at - now)) : undefined
}

/** Exponential backoff with full jitter, in milliseconds. `attempt` counts from 1. */
export function backoff(attempt: number, kind: 'transient' | 'limited', clock: Clock): number {
  const { base, most } = kind === 'limited' ? limited : transient
  return Math.floor(clock.random() * Math.min(most, base * 2 ** (attempt - 1)))
}
