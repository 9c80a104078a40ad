import type { Note } from './oddity.ts'

/**
 * Reads a vendor's enum by a table of the words its contract documents. A blank one means `otherwise`; so does a word nobody
 * documented, and that one is also noted: vendors add words without notice, and a new word is never silently the mildest one.
 * The raw word is the caller's to keep.
 */
export function looseEnum<T>(
  path: string,
  table: Readonly<Record<string, T>>,
  otherwise: T,
): (raw: string | null | undefined, note: Note) => T {
  const words = new Map(Object.entries(table))

  return (raw, note) => {
    if (raw === null || raw === undefined || raw === '') return otherwise
    const known = words.get(raw)
    if (known !== undefined) return known
    note(path, raw)
    return otherwise
  }
}
