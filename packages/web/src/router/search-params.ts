/** What the address carries: a value once is a string, several times a list. */
export type RawSearch = Readonly<Record<string, unknown>>

/** `?severity=critical&severity=high` → `{ severity: ['critical', 'high'] }`: an address people can read and scripts can write. */
export function parseSearch(search: string): Record<string, unknown> {
  const params = new URLSearchParams(search)
  return Object.fromEntries(
    [...new Set(params.keys())].map((key) => {
      const values = params.getAll(key)
      return [key, values.length === 1 ? values[0] : values]
    }),
  )
}

export function stringifySearch(search: RawSearch): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') params.append(key, String(each))
    }
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** All values of a parameter that are among the allowed ones; `undefined` when none is left. */
export function choices<T extends string>(value: unknown, allowed: readonly T[]): readonly T[] | undefined {
  const given = texts(value) ?? []
  const kept = allowed.filter((each) => given.includes(each))
  return kept.length === 0 ? undefined : kept
}

/** The value when it is among the allowed ones. */
export function choice<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value)
}

/** All values of a parameter, whatever they are. */
export function texts(value: unknown): readonly string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' && each !== '')
  return list.length === 0 ? undefined : list
}

export function text(value: unknown): string | undefined {
  return texts(value)?.[0]
}
