import type { Cvss, Epss } from '../model/sighting.ts'
import { textOrNull } from './text.ts'

/** A number that may arrive as text (64-bit integers and NaN do in protobuf's JSON). `null` for what is not finite. */
export function numberOrNull(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() !== '') return numberOrNull(Number(value))
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Which CVSS a vector is written in. Version 2 vectors carry no prefix (https://www.first.org/cvss/v2/guide, chapter 2.4). */
export function cvssVersion(vector: string | null | undefined): Cvss['version'] {
  if (!vector) return 'unknown'
  if (vector.startsWith('CVSS:4.0/')) return '4.0'
  if (vector.startsWith('CVSS:3.1/')) return '3.1'
  if (vector.startsWith('CVSS:3.0/')) return '3.0'
  return /^\(?AV:[LAN]\/AC:[HML]\/Au:[MSN]\//.test(vector) ? '2.0' : 'unknown'
}

/**
 * One rating, or `null` when there is none. A score outside 0–10 is no score, and a bare 0 without a vector is how vendors
 * write an unset one.
 */
export function cvss(vector: string | null | undefined, score: unknown, otherwise: Cvss['version'] = 'unknown'): Cvss | null {
  const given = textOrNull(vector, 500)
  const number = numberOrNull(score)
  const rated = number !== null && number >= 0 && number <= 10 ? number : null
  if (given === null && (rated === null || rated === 0)) return null

  const version = cvssVersion(given)
  return {
    version: version === 'unknown' ? otherwise : version,
    vector: given,
    score: rated,
  }
}

/** EPSS as fractions; `null` where there is no score or it is no fraction. */
export function epss(score: unknown, percentile: unknown): Epss | null {
  const probability = fraction(score)
  return probability === null ? null : { score: probability, percentile: fraction(percentile) }
}

function fraction(value: unknown): number | null {
  const number = numberOrNull(value)
  return number !== null && number >= 0 && number <= 1 ? number : null
}
