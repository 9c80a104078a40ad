import { isJsonObject, type JsonObject, type JsonValue } from '@patchbay/sdk/testing'
import { type Filter, FilterProblem, type FilterValue } from './emulator-filter.ts'
import { type Leaf, resolvePath, type Shape } from './emulator-shape.ts'

export type Test = (object: JsonObject) => boolean

/** Compiles a filter against a resource's fields. Throws `FilterProblem` for a path the resource does not have. */
export function compileFilter(filter: Filter, shape: Shape): Test {
  if (filter.kind === 'and' || filter.kind === 'or') {
    const tests = filter.parts.map((part) => compileFilter(part, shape))
    return filter.kind === 'and'
      ? (object) => tests.every((test) => test(object))
      : (object) => tests.some((test) => test(object))
  }

  const leaf = resolvePath(shape, filter.path)
  if (leaf === undefined) throw new FilterProblem(`invalid path "${filter.path}"`)
  const read = reader(filter.path)
  const { operator, value } = filter
  if (value === null) return operator === 'exists' ? (object) => isSet(read(object)) : (object) => !isSet(read(object))
  if (operator === 'contains') return membership(read, leaf, value, true)
  if (operator === 'not contains') {
    const test = membership(read, leaf, value, true)
    return (object) => !test(object)
  }
  if (operator === 'in') return membership(read, leaf, value, false)
  if (operator === 'not in') {
    const test = membership(read, leaf, value, false)
    return (object) => !test(object)
  }
  if (operator === 'matches') return matching(read, value)
  return comparison(read, leaf, operator, value)
}

/** Projects, findings and their like are found by index when the filter pins them down. */
export interface Pins {
  readonly uuid?: string
  /** Values that `spec.project_uuid` or `meta.parent_uuid` has to have. */
  readonly owner?: string
}

export function pinsOf(filter: Filter): Pins {
  if (filter.kind === 'or') return {}
  if (filter.kind === 'and') return Object.assign({}, ...filter.parts.map(pinsOf))
  if (filter.operator !== '==' || filter.value?.kind !== 'word') return {}
  if (filter.path === 'uuid') return { uuid: filter.value.text }
  if (filter.path === 'spec.project_uuid' || filter.path === 'meta.parent_uuid') return { owner: filter.value.text }
  return {}
}

type Read = (object: JsonObject) => Found

/** Values at a path with lists opened, and whether a list was met on the way. */
interface Found {
  readonly values: readonly JsonValue[]
  readonly listed: boolean
}

function reader(path: string): Read {
  const segments = path.split('.')
  return (object) => {
    const found: JsonValue[] = []
    const listed = collect(object, segments, 0, found)
    return { values: found, listed }
  }
}

function collect(value: JsonValue | undefined, segments: readonly string[], depth: number, into: JsonValue[]): boolean {
  if (value === undefined || value === null) return false
  if (Array.isArray(value)) {
    for (const element of value) collect(element, segments, depth, into)
    return true
  }
  const segment = segments[depth]
  if (segment === undefined) {
    into.push(value)
    return false
  }
  return isJsonObject(value) ? collect(value[segment], segments, depth + 1, into) : false
}

/** The values at a dotted path, lists opened. */
export function valuesAt(object: JsonObject, path: string): readonly JsonValue[] {
  return reader(path)(object).values
}

/** Whether the field at a dotted path is a list, so that a group's value is written as one. */
export function isListAt(object: JsonObject, path: string): boolean {
  return reader(path)(object).listed
}

function isSet({ values }: Found): boolean {
  return values.some((value) => {
    if (isJsonObject(value)) return Object.keys(value).length > 0
    return value !== '' && !(typeof value === 'string' && value.endsWith('_UNSPECIFIED'))
  })
}

/** `contains` looks into list fields only: on a scalar it silently matches nothing, as it does at the vendor. */
function membership(read: Read, leaf: Leaf | 'message', value: FilterValue, listsOnly: boolean): Test {
  const wanted = value.kind === 'list' ? value.values : [value]
  const tests = wanted.map((one) => equality(leaf, one))
  return (object) => {
    const { values, listed } = read(object)
    if (listsOnly && !listed) return false
    return values.some((found) => tests.some((test) => test(found)))
  }
}

function matching(read: Read, value: FilterValue): Test {
  if (value.kind !== 'word') throw new FilterProblem('matches needs a regular expression')
  const pattern = compileExpression(value.text)
  return (object) => read(object).values.some((found) => typeof found === 'string' && pattern.test(found))
}

/** The service takes RE2 syntax; of what JavaScript lacks only flags at the start are in use. */
function compileExpression(text: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(text)
  try {
    return new RegExp(text.slice(flags?.[0].length ?? 0), flags?.[1] ?? '')
  } catch {
    throw new FilterProblem(`invalid regular expression "${text}"`)
  }
}

function comparison(read: Read, leaf: Leaf | 'message', operator: string, value: FilterValue): Test {
  if (value.kind === 'list') throw new FilterProblem(`"${operator}" does not take a list`)
  const equal = equality(leaf, value)
  if (operator === '==' || operator === '!=') {
    const wanted = operator === '=='
    const absent = leaf === 'flag' && value.kind === 'word' && value.text === 'false'
    return (object) => {
      const { values } = read(object)
      return (values.length === 0 ? absent : values.some(equal)) === wanted
    }
  }
  return (object) =>
    read(object).values.some((found) => {
      const order = compare(leaf, found, value)
      if (order === undefined) return false
      if (operator === '<') return order < 0
      if (operator === '<=') return order <= 0
      return operator === '>' ? order > 0 : order >= 0
    })
}

function equality(leaf: Leaf | 'message', value: FilterValue): (found: JsonValue) => boolean {
  if (value.kind === 'list') return () => false
  if (value.kind === 'time') return (found) => leaf === 'time' && Date.parse(String(found)) === value.time
  // A bare ISO text without date() matches no time.
  if (leaf === 'time') return () => false
  if (leaf === 'number') return (found) => Number(found) === Number(value.text)
  return (found) => String(found) === value.text
}

/** Negative when the found value is smaller; `undefined` when the two cannot be ordered. */
function compare(leaf: Leaf | 'message', found: JsonValue, value: FilterValue): number | undefined {
  if (value.kind === 'time') return leaf === 'time' ? Date.parse(String(found)) - value.time : undefined
  if (value.kind === 'list' || leaf === 'time' || leaf === 'message') return undefined
  if (leaf === 'number' || typeof found === 'number') return Number(found) - Number(value.text)
  const text = String(found)
  if (text === value.text) return 0
  return text < value.text ? -1 : 1
}
