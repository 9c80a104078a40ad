import { hash } from 'node:crypto'

/** A UUID made of parts: the same for the same parts, and shaped like a random one (version 4). */
export function deriveUuid(...parts: readonly string[]): string {
  const digits = hash('sha256', parts.join('\u0000'), 'hex')
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4]
  const groups = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ]
  return groups.join('-')
}

/** A number from 0 up to, but without, 1, spread evenly over different parts. */
export function deriveFraction(...parts: readonly string[]): number {
  let digest = 0x811c9dc5
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) digest = Math.imul(digest ^ part.charCodeAt(index), 0x01000193)
    digest = Math.imul(digest ^ 0x1f, 0x01000193)
  }
  digest = Math.imul(digest ^ (digest >>> 16), 0x85ebca6b)
  digest = Math.imul(digest ^ (digest >>> 13), 0xc2b2ae35)
  return ((digest ^ (digest >>> 16)) >>> 0) / 2 ** 32
}

/** A whole number from `from` up to, but without, `below`: one of 2^48, so that ids made this way hardly ever meet. */
export function deriveNumber(range: { readonly from: number; readonly below: number }, ...parts: readonly string[]): number {
  const number = Number.parseInt(hash('sha256', parts.join('\u0000'), 'hex').slice(0, 12), 16)
  return range.from + (number % (range.below - range.from))
}
