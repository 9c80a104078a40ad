import { type Call, EarlyAnswer, type JsonObject, type JsonValue, readCount, takePage } from '@patchbay/sdk/testing'
import type { Collection, Scan } from './emulator-collection.ts'
import { problem } from './emulator-error.ts'
import { FilterProblem, parseFilter } from './emulator-filter.ts'
import { groupObjects } from './emulator-group.ts'
import { compileMask, type Projection } from './emulator-mask.ts'
import { compileFilter, type Pins, pinsOf, type Test, valuesAt } from './emulator-match.ts'
import type { EndorObject } from './emulator-object.ts'
import { type ResourceName, resolvePath, resources } from './emulator-shape.ts'

/** How the last page says that it is the last: seen as nulls, as empty values and as nothing at all. */
export type LastPage = 'null' | 'empty' | 'absent'

/** What a list is made from. */
export interface Listing {
  readonly resource: ResourceName
  readonly collection: Collection
  /** Whether an object's namespace is in reach of the request. */
  readonly inScope: (namespace: string) => boolean
  readonly lastPage: LastPage
}

const everything: Projection = (object) => object

/** Answers one list request: objects, a count, or groups. */
export function list(call: Call, listing: Listing): JsonObject {
  const parameter = (name: string) => call.query.get(`list_parameters.${name}`) ?? ''
  const { test, pins } = readFilter(parameter('filter'), listing.resource, call.now)
  const wanted: Test = (object) => listing.inScope(namespaceOf(object)) && test(object)

  if (parameter('count') === 'true') return { count_response: { count: count(matching(listing.collection, pins, wanted)) } }
  const paths = parameter('group.aggregation_paths')
  if (paths !== '') {
    const objects = matching(listing.collection, pins, wanted)
    return { list: null, count_response: null, group_response: groupObjects(objects, listing.resource, parameter) }
  }

  const project = readMask(parameter('mask'), listing.resource)
  const size = readCount(call.query, 'list_parameters.page_size', { fallback: 100, min: 0, max: 500 }) || 100
  const offset = readCount(call.query, 'list_parameters.page_token', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const rows = pageRows(listing, pins, wanted, { parameter, offset })
  const { items, more } = takePage(rows, size)
  return {
    list: {
      objects: items.map(project),
      response: more ? { next_page_id: items.at(-1)?.uuid, next_page_token: offset + size } : lastPage(listing.lastPage),
    },
    count_response: null,
    group_response: null,
  }
}

function lastPage(form: LastPage): JsonObject {
  if (form === 'absent') return {}
  return form === 'empty' ? { next_page_id: '', next_page_token: 0 } : { next_page_id: null, next_page_token: null }
}

function namespaceOf(object: JsonObject): string {
  const [namespace] = valuesAt(object, 'tenant_meta.namespace')
  return String(namespace)
}

function readFilter(text: string, resource: ResourceName, now: Date): { readonly test: Test; readonly pins: Pins } {
  if (text.trim() === '') return { test: () => true, pins: {} }
  try {
    const filter = parseFilter(text, now)
    return { test: compileFilter(filter, resources[resource].shape), pins: pinsOf(filter) }
  } catch (error) {
    if (error instanceof FilterProblem) throw new EarlyAnswer(problem(400, `filter: ${error.message}`))
    throw error
  }
}

/** The projection of a mask, or a 400 for a path the resource does not have. */
export function readMask(text: string, resource: ResourceName): Projection {
  if (text.trim() === '') return everything
  const projection = compileMask(text, resource)
  if (typeof projection === 'function') return projection
  throw new EarlyAnswer(problem(400, projection.problem))
}

function* matching(collection: Collection, pins: Pins, wanted: Test, after?: string): Generator<EndorObject> {
  if (pins.uuid !== undefined) {
    const object = collection.get(pins.uuid)
    if (object && (after === undefined || object.uuid > after) && wanted(object)) yield object
    return
  }
  const from: Scan = { ...(after !== undefined && { after }), ...(pins.owner !== undefined && { owner: pins.owner }) }
  for (const object of collection.scan(from)) if (wanted(object)) yield object
}

function count(objects: Iterable<EndorObject>): number {
  let total = 0
  for (const _ of objects) total += 1
  return total
}

type Parameter = (name: string) => string

function pageRows(
  listing: Listing,
  pins: Pins,
  wanted: Test,
  page: { readonly parameter: Parameter; readonly offset: number },
): Iterable<EndorObject> {
  const after = page.parameter('page_id')
  const path = page.parameter('sort.path')
  if (path === '') {
    if (after !== '') return matching(listing.collection, pins, wanted, after)
    return skip(matching(listing.collection, pins, wanted), page.offset)
  }
  if (resolvePath(resources[listing.resource].shape, path) === undefined) {
    throw new EarlyAnswer(problem(400, `sort: invalid path "${path}"`))
  }
  const descending = page.parameter('sort.order') === 'SORT_ENTRY_ORDER_DESC'
  const sorted = sortBy([...matching(listing.collection, pins, wanted)], path, descending)
  const start = after === '' ? page.offset : sorted.findIndex((object) => object.uuid === after) + 1
  return sorted.slice(start)
}

function* skip(objects: Iterable<EndorObject>, offset: number): Generator<EndorObject> {
  let position = 0
  for (const object of objects) {
    if (position >= offset) yield object
    position += 1
  }
}

function sortBy(objects: EndorObject[], path: string, descending: boolean): readonly EndorObject[] {
  const keyed = objects.map((object) => ({ object, key: valuesAt(object, path)[0] }))
  keyed.sort((a, b) => compareKeys(a.key, b.key) * (descending ? -1 : 1))
  return keyed.map(({ object }) => object)
}

function compareKeys(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [a, b] = [String(left ?? ''), String(right ?? '')]
  if (a === b) return 0
  return a < b ? -1 : 1
}
