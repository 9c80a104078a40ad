const replacement = '\uFFFD'
const ellipsis = '…'

/**
 * Text as it can be stored and shown: NUL and lone surrogates become U+FFFD (PostgreSQL refuses both), and what is longer
 * than `most` UTF-16 units is cut, ending in an ellipsis, never through a surrogate pair.
 */
export function cleanText(text: string, most = 20_000): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', replacement) : text
  if (whole.length <= most) return whole.toWellFormed()

  const cut = whole.slice(0, most - 1)
  const last = cut.charCodeAt(cut.length - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return `${(splitsPair ? cut.slice(0, -1) : cut).toWellFormed()}${ellipsis}`
}

/** The same, trimmed, with nothing left counting as nothing said: `null`. */
export function textOrNull(text: string | null | undefined, most?: number): string | null {
  if (text === null || text === undefined) return null
  const trimmed = text.trim()
  return trimmed === '' ? null : cleanText(trimmed, most)
}

/** The first of several candidates that says anything. */
export function firstText(most: number, ...candidates: readonly (string | null | undefined)[]): string | null {
  for (const candidate of candidates) {
    const text = textOrNull(candidate, most)
    if (text !== null) return text
  }
  return null
}

/** Each text once, in the order given, blank ones left out. */
export function distinctTexts(texts: Iterable<string | null | undefined>, most = 200): readonly string[] {
  const kept = new Set<string>()
  for (const text of texts) {
    const clean = textOrNull(text, 500)
    if (clean !== null && kept.size < most) kept.add(clean)
  }
  return [...kept]
}
