/**
 * Whether a pattern with `*` for any run of characters fits a whole text, letter case aside. Walks both once, going back only to
 * the last star, so that no pattern is slow.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase()
  const given = text.toLowerCase()
  let at = 0
  let star = -1
  let resume = 0
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      star = at
      at += 1
      resume = index
    } else if (at < wanted.length && wanted[at] === given[index]) {
      at += 1
      index += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      index = resume
    } else {
      return false
    }
  }
  while (wanted[at] === '*') at += 1
  return at === wanted.length
}
