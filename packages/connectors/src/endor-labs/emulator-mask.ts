import { isJsonObject, type JsonObject, type JsonValue } from '@patchbay/sdk/testing'
import type { EndorObject } from './emulator-object.ts'
import { type ResourceName, resolvePath, resources } from './emulator-shape.ts'

/** Paths of a mask as a tree; `true` takes everything below. */
type Tree = { [field: string]: Tree | true }

/** Keeps only what was asked for. */
export type Projection = (object: EndorObject) => JsonObject

/** Compiles a comma list of dotted paths; `uuid` always comes along. Returns the text of the 400 for a path that is not there. */
export function compileMask(mask: string, resource: ResourceName): Projection | { readonly problem: string } {
  const paths = mask
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '')
  const { shape, message } = resources[resource]
  const unknown = paths.find((path) => resolvePath(shape, path) === undefined)
  if (unknown !== undefined) {
    return {
      problem: `mask: proto: invalid path &#34;${unknown}&#34; for message &#34;internal.endor.ai.endor.v1.${message}&#34;`,
    }
  }

  const tree: Tree = { uuid: true }
  for (const path of paths) grow(tree, path.split('.'))
  return (object) => pick(object, tree)
}

function grow(tree: Tree, [field, ...rest]: readonly string[]): void {
  if (field === undefined || tree[field] === true) return
  if (rest.length === 0) {
    tree[field] = true
    return
  }
  const below = tree[field] ?? {}
  tree[field] = below
  grow(below, rest)
}

function pick(object: JsonObject, tree: Tree): JsonObject {
  const picked: Record<string, JsonValue> = {}
  for (const field of Object.keys(tree)) {
    const value = object[field]
    const below = tree[field]
    if (value !== undefined && below !== undefined) picked[field] = below === true ? value : pickValue(value, below)
  }
  return picked
}

function pickValue(value: JsonValue, tree: Tree): JsonValue {
  if (Array.isArray(value)) return value.map((element) => pickValue(element, tree))
  return isJsonObject(value) ? pick(value, tree) : value
}

/** The form of `application/jsoncompact`: unset fields are not there. */
export function compact(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(compact)
  if (!isJsonObject(value)) return value
  const kept: Record<string, JsonValue> = {}
  for (const [key, inner] of Object.entries(value)) {
    const smaller = inner === undefined ? null : compact(inner)
    if (!isUnset(smaller)) kept[key] = smaller
  }
  return kept
}

function isUnset(value: JsonValue): boolean {
  if (value === null || value === false || value === 0 || value === '') return true
  if (typeof value === 'string') return value.endsWith('_UNSPECIFIED')
  if (Array.isArray(value)) return value.length === 0
  return isJsonObject(value) && Object.keys(value).length === 0
}
