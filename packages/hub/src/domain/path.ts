/**
 * Path of a file relative to its repository's root, in one spelling: `/` between segments, no `.` or empty segment, `..`
 * resolved without leaving the root, Unicode NFC. Letter case is kept: repositories tell `A.ts` and `a.ts` apart.
 * Empty when the text names no file.
 */
export function repositoryPath(text: string): string {
  const normal = text.normalize('NFC')
  if (isPlain(normal)) return normal
  const segments: string[] = []
  for (const segment of normal.split(/[/\\]/)) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') segments.pop()
    else segments.push(segment)
  }
  return segments.join('/')
}

/** Nearly every path a scanner gives is already in shape; looking is cheaper than splitting. */
function isPlain(text: string): boolean {
  return !text.includes('\\') && !text.includes('//') && !/(^|\/)\.{0,2}(\/|$)/.test(text)
}
