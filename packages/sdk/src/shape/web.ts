const longest = 2048

// Most addresses are already in the form the parser would write, and parsing is a fair part of the work per finding. What has
// a port, punycode or dots after a slash is left to the parser, which may rewrite or refuse it.
const plain = /^https:\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}\/[\w\-./~%+=&?#:@!,;$*()]*$/
const rewritten = /\/(?:\.|%2e)|xn--/i

/** A web address that is safe to link: `https`, no credentials, of sane length. Anything else is `null`. */
export function httpsUrl(text: string | null | undefined): string | null {
  if (!text || text.length > longest) return null
  if (plain.test(text) && !rewritten.test(text)) return text
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  return url.href
}

/** Each linkable address once, at most `most`. Vendors list them as texts or as `{ url }`. */
export function httpsUrls(values: Iterable<unknown>, most = 30): readonly string[] {
  const kept = new Set<string>()
  for (const value of values) {
    if (kept.size >= most) break
    const url = httpsUrl(addressOf(value))
    if (url !== null) kept.add(url)
  }
  return [...kept]
}

function addressOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  const isObject = typeof value === 'object' && value !== null
  return isObject && 'url' in value && typeof value.url === 'string' ? value.url : null
}
