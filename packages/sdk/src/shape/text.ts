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

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }

/**
 * The words of a field some vendors write HTML into: line breaks where blocks and lines end, no tags, common entities decoded.
 * For reading only; the result is text, never to be put back into a page as markup.
 */
export function textOfMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  return text
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/pre)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]*>/gi, '')
    .replace(/&(#39|[a-z]{2,4});/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
