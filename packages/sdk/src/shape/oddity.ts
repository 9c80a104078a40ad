import type { Oddity } from '../connector.ts'
import { cleanText } from './text.ts'

/** Says that a value was strange without stopping the row from being read. */
export type Note = (path: string, value: string) => void

/** Collects the oddities of one page: each once, at most `most`, values cut to a readable length. */
export function collectOddities(most = 100): { readonly note: Note; readonly oddities: readonly Oddity[] } {
  const seen = new Set<string>()
  const oddities: Oddity[] = []

  function note(path: string, value: string): void {
    const key = `${path} ${value}`
    if (oddities.length >= most || seen.has(key)) return
    seen.add(key)
    oddities.push({ path, value: cleanText(value, 200) })
  }

  return { note, oddities }
}
