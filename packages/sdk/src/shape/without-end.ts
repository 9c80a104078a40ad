/**
 * A text without the `mark`s at its end, such as the slashes of an address. Counted from the end: a pattern like `/+$` begins anew at
 * every slash of a run in the middle, which takes minutes for a long one.
 */
export function withoutEnd(text: string, mark: string): string {
  let end = text.length
  while (mark !== '' && text.endsWith(mark, end)) end -= mark.length
  return text.slice(0, end)
}
