/** Steps into a JSON document. Names may hold dots: vendors use file names as keys. */
export type JsonPath = readonly (string | number)[]

/** Reads `list.objects[]` or `spec.tags[0]`; `[]` is the step `'[]'`, every element. */
export function parsePath(text: string): JsonPath {
  return text
    .split(/\.|(?=\[)/)
    .filter((part) => part !== '')
    .map((part) => (/^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part))
}

export function printPath(path: JsonPath): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.')
}

/** Whether what `path` leads to is, or holds, what `other` leads to. `tags[0]` and `tags.0` are the same place. */
export function holds(path: JsonPath, other: JsonPath): boolean {
  return path.length <= other.length && path.every((step, index) => String(other[index]) === String(step))
}

type Parent = Readonly<Record<string | number, unknown>>

function isParent(value: unknown): value is Parent {
  return typeof value === 'object' && value !== null
}

/** Every value a path leads to; more than one where it has `[]`. */
export function valuesAt(value: unknown, path: JsonPath): readonly unknown[] {
  const [head, ...rest] = path
  if (head === undefined) return [value]
  if (head === '[]') return Array.isArray(value) ? value.flatMap((element: unknown) => valuesAt(element, rest)) : []
  return isParent(value) && Object.hasOwn(value, head) ? valuesAt(value[head], rest) : []
}

/** A copy in which `change` was applied to whatever the path leads to. What is not there stays so. */
export function changeAt(value: unknown, path: JsonPath, change: (value: unknown) => unknown): unknown {
  const [head, ...rest] = path
  if (head === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) => (head === '[]' || head === index ? changeAt(element, rest, change) : element))
  }
  if (!isParent(value) || !Object.hasOwn(value, head)) return value
  return { ...value, [head]: changeAt(value[head], rest, change) }
}

/** A copy with a value at the path; its last step need not exist yet. */
export function setAt(value: unknown, path: JsonPath, next: unknown): unknown {
  const last = path.at(-1)
  if (last === undefined || typeof last === 'number' || last === '[]') return changeAt(value, path, () => next)
  return changeAt(value, path.slice(0, -1), (parent) => (isParent(parent) ? { ...parent, [last]: next } : parent))
}

/** A copy without what the path leads to. */
export function removeAt(value: unknown, path: JsonPath): unknown {
  const last = path.at(-1)
  return changeAt(value, path.slice(0, -1), (parent) => {
    if (Array.isArray(parent)) return parent.filter((_, index) => index !== last)
    return isParent(parent) ? Object.fromEntries(Object.entries(parent).filter(([name]) => name !== last)) : parent
  })
}

export interface JsonPart {
  readonly path: JsonPath
  readonly value: unknown
}

/** Every part of a document below its root, containers before what they hold. Of a list, the first element stands for all. */
export function* partsOf(value: unknown, path: JsonPath = []): Generator<JsonPart> {
  if (Array.isArray(value)) {
    if (value.length > 0) yield* withPath([...path, 0], value[0])
    return
  }
  if (!isParent(value)) return
  for (const [name, inner] of Object.entries(value)) yield* withPath([...path, name], inner)
}

function* withPath(path: JsonPath, value: unknown): Generator<JsonPart> {
  yield { path, value }
  yield* partsOf(value, path)
}
