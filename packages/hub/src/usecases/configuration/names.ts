/** What things of one kind may be referred to by. */
export interface Names {
  has(name: string): boolean
  /** The file is going to make it. */
  announce(name: string): void
  /** It is there now, with this database id. */
  keep(name: string, id: number): void
  /** Its database id; undefined while it is not there. */
  idOf(name: string): number | undefined
}

export function createNames(known: readonly (readonly [name: string, id: number])[]): Names {
  const ids = new Map<string, number | undefined>(known)
  return {
    has: (name) => ids.has(name),
    announce(name) {
      if (!ids.has(name)) ids.set(name, undefined)
    },
    keep: (name, id) => void ids.set(name, id),
    idOf: (name) => ids.get(name),
  }
}

/** The id of something that an earlier step has made, or that was there. */
export function madeId(names: Names, name: string): number {
  const id = names.idOf(name)
  if (id === undefined) throw new Error('A step needs what no earlier step has made.')
  return id
}
