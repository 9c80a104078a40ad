import { withoutEnd } from '@patchbay/sdk/shape'

/** Whether a text is the address of a web page. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

/**
 * What in the address of a vendor's page may be the id of a finding, the likeliest first: what follows one of `bases`, then
 * the ends of its path, then the values of its query and what follows the hash.
 */
export function idsIn(address: string, bases: readonly string[]): readonly string[] {
  const url = URL.parse(address)
  if (url === null) return []
  const afterBase = bases.flatMap((base) => [address.slice(base.length), ...withoutTail(address.slice(base.length))])
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const ends = parts.map((_, index) => parts.slice(parts.length - 1 - index).join('/'))
  const queried = [...url.searchParams.values()]
  const hash = url.hash.slice(1)
  const found = [...afterBase, ...ends.slice(0, 4), ...queried, hash, hash.split('/').at(-1) ?? '']
  return [...new Set(found.flatMap((text) => [text, decoded(text)]))].filter((text) => text !== '' && !text.includes('\0'))
}

/** `F1?tab=x#top` and `F1/` are both F1. */
function withoutTail(text: string): readonly string[] {
  return [withoutEnd(text.replace(/[?#].*$/s, ''), '/')]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
