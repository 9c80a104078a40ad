import type { EndorObject } from './emulator-object.ts'

/** Where to read from. */
export interface Scan {
  /** Go on behind this uuid. */
  readonly after?: string
  /** Only objects of this project. */
  readonly owner?: string
}

/** All objects of one kind, in the order of their uuids. */
export interface Collection {
  scan(from: Scan): Iterable<EndorObject>
  get(uuid: string): EndorObject | undefined
  put(object: EndorObject): void
  remove(uuid: string): void
}

/** Says which project an object belongs to, by its own field: `spec.project_uuid` or `meta.parent_uuid`. */
export type Owner = (object: EndorObject) => string

/** Objects held in memory. */
export function createMemoryCollection(objects: Iterable<EndorObject>, owner: Owner): Collection {
  const byUuid = new Map<string, EndorObject>()
  const owned = new Map<string, Set<string>>()
  let sorted: readonly string[] | undefined

  function put(object: EndorObject): void {
    const known = byUuid.has(object.uuid)
    byUuid.set(object.uuid, object)
    if (known) return
    sorted = undefined
    const key = owner(object)
    const group = owned.get(key) ?? new Set<string>()
    owned.set(key, group.add(object.uuid))
  }

  function order(scan: Scan): readonly string[] {
    if (scan.owner !== undefined) return [...(owned.get(scan.owner) ?? [])].sort()
    sorted ??= [...byUuid.keys()].sort()
    return sorted
  }

  for (const object of objects) put(object)
  return {
    scan: function* (from) {
      const uuids = order(from)
      for (let index = firstAfter(uuids, from.after); index < uuids.length; index += 1) {
        const object = byUuid.get(uuids[index] ?? '')
        if (object) yield object
      }
    },
    get: (uuid) => byUuid.get(uuid),
    put,
    remove: (uuid) => {
      const object = byUuid.get(uuid)
      if (!object) return
      byUuid.delete(uuid)
      owned.get(owner(object))?.delete(uuid)
      sorted = undefined
    },
  }
}

function firstAfter(uuids: readonly string[], after: string | undefined): number {
  if (after === undefined) return 0
  let [low, high] = [0, uuids.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((uuids[middle] ?? '') <= after) low = middle + 1
    else high = middle
  }
  return low
}

/** Where generated objects come from: numbers from 0, the ones of one project adjacent. */
export interface Generator {
  readonly size: number
  at(position: number): EndorObject
  /** Positions of a project's objects; `undefined` for an unknown project. */
  span(owner: string): { readonly start: number; readonly end: number } | undefined
  /** Two hex digits that tell the kinds of objects apart. */
  readonly mark: string
}

/** The uuid of a generated object: ascending with its position. */
export function generatedUuid(mark: string, position: number): string {
  return `5e${mark}00000000${position.toString(16).padStart(12, '0')}`
}

/** Objects made on demand, so that a million of them cost nothing until they are asked for. Written ones are remembered. */
export function createGeneratedCollection(source: Generator): Collection {
  const written = new Map<string, EndorObject | null>()
  const prefix = `5e${source.mark}00000000`

  function positionOf(uuid: string): number | undefined {
    if (uuid.length !== 24 || !uuid.startsWith(prefix)) return undefined
    const position = Number.parseInt(uuid.slice(prefix.length), 16)
    return position < source.size ? position : undefined
  }

  function at(position: number): EndorObject | undefined {
    if (written.size === 0) return source.at(position)
    const replaced = written.get(generatedUuid(source.mark, position))
    return replaced === undefined ? source.at(position) : (replaced ?? undefined)
  }

  return {
    scan: function* (from) {
      const span = from.owner === undefined ? { start: 0, end: source.size } : source.span(from.owner)
      if (!span) return
      const after = from.after === undefined ? -1 : (positionOf(from.after) ?? source.size)
      for (let position = Math.max(span.start, after + 1); position < span.end; position += 1) {
        const object = at(position)
        if (object) yield object
      }
    },
    get: (uuid) => {
      const position = positionOf(uuid)
      return position === undefined ? undefined : at(position)
    },
    put: (object) => {
      written.set(object.uuid, object)
    },
    remove: (uuid) => {
      written.set(uuid, null)
    },
  }
}
