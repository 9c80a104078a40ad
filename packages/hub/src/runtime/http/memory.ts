/** An answer worth asking about again. */
export interface Remembered {
  readonly etag: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The body as it came, so that no caller can change what the next one gets. */
  readonly text: string
}

/** Remembered answers, least recently used out first. */
export interface Memory {
  get(key: string): Remembered | undefined
  /** Answers that alone would fill the memory are not kept. */
  set(key: string, answer: Remembered): void
}

/** `limit` in bytes, of keys and bodies together. */
export function createMemory(limit: number): Memory {
  const answers = new Map<string, Remembered>()
  let bytes = 0

  function forget(key: string): void {
    const known = answers.get(key)
    if (known === undefined) return
    answers.delete(key)
    bytes -= size(key, known)
  }

  return {
    get: (key) => {
      const known = answers.get(key)
      if (known === undefined) return undefined
      answers.delete(key)
      answers.set(key, known)
      return known
    },
    set: (key, answer) => {
      forget(key)
      if (size(key, answer) > limit) return
      answers.set(key, answer)
      bytes += size(key, answer)
      for (const oldest of answers.keys()) {
        if (bytes <= limit) return
        forget(oldest)
      }
    },
  }
}

// Strings take up to two bytes a character in memory; the rest of an entry is small change.
function size(key: string, answer: Remembered): number {
  return 2 * (key.length + answer.text.length) + 512
}
