import { type Answer, type Call, isJsonObject, type JsonObject, objectAt, textAt } from '@patchbay/sdk/testing'
import type { Collection } from './emulator-collection.ts'
import { problem } from './emulator-error.ts'
import { type EndorObject, nanoseconds } from './emulator-object.ts'
import { type ResourceName, resolvePath, resources } from './emulator-shape.ts'

/** The object a request names by uuid, if it is stored exactly in the namespace of the path. */
export function ownObject(call: Call, collection: Collection, uuid: string): EndorObject | undefined {
  const object = collection.get(uuid)
  return object?.tenant_meta.namespace === call.params['ns'] ? object : undefined
}

export function notFound(resource: ResourceName): Answer {
  return problem(404, `${resources[resource].message} not found`)
}

/** PATCH on the collection: `object` holds the values, `request.update_mask` says which of them to take. */
export function patch(call: Call, resource: ResourceName, collection: Collection): Answer {
  const { message, shape } = resources[resource]
  if (!isJsonObject(call.body) || !isJsonObject(call.body['object'])) {
    return problem(400, `invalid ${message}.Meta: value is required; invalid ${message}.Spec: value is required`)
  }
  const changes = call.body['object']
  const uuid = textAt(changes, 'uuid')
  if (uuid === undefined) return problem(400, `invalid ${message}.Uuid: value is required`)
  const current = ownObject(call, collection, uuid)
  if (!current) return notFound(resource)

  const mask = textAt(objectAt(call.body, 'request'), 'update_mask') ?? ''
  const paths = mask === '' ? leafPaths(changes) : mask.split(',').map((path) => path.trim())
  const unknown = paths.find((path) => resolvePath(shape, path) === undefined)
  if (unknown !== undefined) return problem(400, `update_mask: invalid path "${unknown}" for message "${message}"`)

  const written = paths.reduce<JsonObject>((object, path) => copyPath(object, changes, path.split('.')), current)
  const updated: EndorObject = {
    ...written,
    uuid: current.uuid,
    tenant_meta: current.tenant_meta,
    meta: { ...objectAt(written, 'meta'), update_time: nanoseconds(call.now.toISOString()) },
  }
  collection.put(updated)
  return { status: 200, body: updated }
}

const readOnly: readonly string[] = ['uuid', 'tenant_meta']

/** Without a mask every value that was sent counts. */
function leafPaths(object: JsonObject, prefix = ''): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (readOnly.includes(path)) return []
    return isJsonObject(value) && prefix === '' ? leafPaths(value, path) : [path]
  })
}

function copyPath(into: JsonObject, from: JsonObject, [field, ...rest]: readonly string[]): JsonObject {
  if (field === undefined) return into
  const value = from[field]
  if (rest.length === 0) return { ...into, [field]: value ?? null }
  const [target, source] = [into[field], value]
  return { ...into, [field]: copyPath(isJsonObject(target) ? target : {}, isJsonObject(source) ? source : {}, rest) }
}
