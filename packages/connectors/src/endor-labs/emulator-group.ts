import { EarlyAnswer, type JsonObject, type JsonValue } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import { isListAt, valuesAt } from './emulator-match.ts'
import type { EndorObject } from './emulator-object.ts'
import { type ResourceName, resolvePath, resources } from './emulator-shape.ts'

interface Group {
  count: number
  readonly uuids: string[]
  readonly unique: Map<string, Set<string>>
}

function emptyGroup(): Group {
  return { count: 0, uuids: [], unique: new Map() }
}

/** `group_response`: groups under keys that are JSON texts themselves, as the service writes them. */
export function groupObjects(
  objects: Iterable<EndorObject>,
  resource: ResourceName,
  parameter: (name: string) => string,
): JsonObject {
  const paths = readPaths(parameter('group.aggregation_paths'), resource)
  const counted = readPaths(parameter('group.unique_count_paths'), resource)
  const listed = readPaths(parameter('group.unique_value_paths'), resource)
  const withUuids = parameter('group.show_aggregation_uuids') === 'true'
  const groups = new Map<string, Group>()

  for (const object of objects) {
    const key = JSON.stringify(paths.map((path) => ({ key: path, value: keyValue(object, path) })))
    const group = groups.get(key) ?? emptyGroup()
    groups.set(key, group)
    group.count += 1
    if (withUuids) group.uuids.push(object.uuid)
    for (const path of [...counted, ...listed]) {
      const seen = group.unique.get(path) ?? new Set<string>()
      group.unique.set(path, seen)
      for (const value of valuesAt(object, path)) seen.add(String(value))
    }
  }
  return { groups: Object.fromEntries([...groups].map(([key, group]) => [key, groupBody(group, counted, listed)])) }
}

function groupBody(group: Group, counted: readonly string[], listed: readonly string[]): JsonObject {
  return {
    aggregation_count: { count: group.count },
    aggregation_uuids: group.uuids,
    unique_counts: Object.fromEntries(counted.map((path) => [path, { count: group.unique.get(path)?.size ?? 0 }])),
    unique_values: Object.fromEntries(listed.map((path) => [path, [...(group.unique.get(path) ?? [])]])),
  }
}

function readPaths(text: string, resource: ResourceName): readonly string[] {
  const paths = text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '')
  const unknown = paths.find((path) => resolvePath(resources[resource].shape, path) === undefined)
  if (unknown !== undefined) throw new EarlyAnswer(problem(400, `group: invalid path "${unknown}"`))
  return paths
}

function keyValue(object: EndorObject, path: string): JsonValue {
  const values = [...valuesAt(object, path)]
  return isListAt(object, path) ? values : (values[0] ?? null)
}
