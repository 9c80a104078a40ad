const longest = 300

/**
 * The vendor's own words about a failure, from the places error bodies keep them. One line, without control characters or
 * direction marks, at most 300 characters; empty when the body says nothing readable. `clean` masks secrets and runs before
 * the cut, which might otherwise leave half of one.
 */
export function vendorMessage(text: string, json: unknown, clean: (text: string) => string): string {
  const line = inert(clean(json === undefined ? plainWords(text) : spoken(json, 0)))
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line
}

function plainWords(text: string): string {
  return looksLikeMarkup(text) ? storeWords(text) : text
}

/** What object stores say (Amazon S3, "REST error responses"); the rest of such a body repeats the signed request. */
function storeWords(text: string): string {
  const said = /<Error>.*?<Message>([^<]*)<\/Message>/s.exec(text)?.[1] ?? ''
  return said
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** Whether a body is a page for people: a login form, a proxy's error. */
export function looksLikeMarkup(text: string): boolean {
  return /^\uFEFF?\s*<(!doctype|html|head|body|\?xml|[a-z])/i.test(text.slice(0, 200))
}

const fields = [
  'message',
  'error_description',
  'detail',
  'details',
  'title',
  'error',
  'errors',
  'errorMessages',
  'msg',
  'reason',
  'description',
]

function spoken(value: unknown, depth: number): string {
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object' || depth > 4) return ''
  if (Array.isArray(value)) return join(value.slice(0, 3).map((item) => spoken(item, depth + 1)))

  const entries = new Map<string, unknown>(Object.entries(value))
  for (const name of fields) {
    const words = spoken(entries.get(name), depth + 1)
    if (words !== '') return words
  }
  return entries.size > 5 ? '' : join([...entries].map(([name, item]) => aboutField(name, item, depth)))
}

/** Validation errors by field: `{ "name": ["This field is required."] }`, or `{ "errors": { "name": "…" } }`. */
function aboutField(name: string, item: unknown, depth: number): string {
  const words = Array.isArray(item) || depth > 0 ? spoken(item, depth + 1) : ''
  return words === '' ? '' : `${name}: ${words}`
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ')
}

function inert(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
}
