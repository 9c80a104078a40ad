import { distinctTexts } from './text.ts'

const longest = 500

/**
 * Addresses a repository can be cloned by, each once, as they may be stored. Some platforms write the asking user into web
 * addresses (`https://bot@host/…`): that goes, and with it any password; the `git@` of SSH stays. What is blank, too long, or
 * hides an `@` where nobody can tell what it is, is left out. Where nothing remains, `page` is all that is known: the
 * repository's web address, which is near enough to match by.
 */
export function cloneAddresses(candidates: Iterable<string | null | undefined>, page: string): readonly string[] {
  const found = distinctTexts([...candidates].map(withoutCredentials))
  return found.length === 0 ? [page] : found
}

function withoutCredentials(candidate: string | null | undefined): string | null {
  const text = candidate?.trim() ?? ''
  if (text === '' || text.length > longest) return null
  if (!text.includes('@')) return text
  // The scp form has no place for a password.
  if (!text.includes('://')) return /^[^@:/\s]+@[^@]*$/.test(text) ? text : null

  const url = URL.parse(text)
  if (url === null) return null
  url.password = ''
  if (url.protocol === 'https:' || url.protocol === 'http:') url.username = ''
  return url.href
}
