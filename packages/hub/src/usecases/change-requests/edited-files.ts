import type { FileReading } from '@patchbay/sdk'

/** A manifest as it is and as it is to be. */
export interface ChangedFile {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** Files of one commit, and what several edits one after the other make of them. */
export interface EditedFiles {
  /** What another edit made of it, or what it is. */
  read(path: string): Promise<string | { readonly reason: string }>
  write(path: string, text: string): void
  changed(): readonly ChangedFile[]
}

export function createEditedFiles(read: (path: string) => Promise<FileReading>): EditedFiles {
  const readings = new Map<string, FileReading>()
  const edits = new Map<string, string>()

  async function readingOf(path: string): Promise<FileReading> {
    const reading = readings.get(path) ?? (await read(path))
    readings.set(path, reading)
    return reading
  }

  return {
    read: async (path) => {
      const edit = edits.get(path)
      if (edit !== undefined) return edit
      const reading = await readingOf(path)
      if (reading.kind === 'text') return reading.text
      return { reason: reading.kind === 'missing' ? 'It cannot be read.' : reading.reason }
    },
    write: (path, text) => void edits.set(path, text),
    changed: () =>
      [...edits].flatMap(([path, after]) => {
        const reading = readings.get(path)
        return reading?.kind === 'text' && reading.text !== after ? [{ path, before: reading.text, after }] : []
      }),
  }
}
