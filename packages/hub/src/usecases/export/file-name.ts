/** Words joined with only what every file system keeps, and what a header may hold. */
export function fileNameOf(words: readonly string[], extension: string): string {
  const name = words.map((word) => word.replaceAll(/[^\w.-]+/g, '-')).join('_')
  return `${name.slice(0, 150)}${extension}`
}
