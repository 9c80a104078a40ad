import { hash } from 'node:crypto'
import type { JsonObject } from '@patchbay/sdk/testing'

/** Any object of the service. Every kind has these three. */
export type EndorObject = JsonObject & {
  readonly uuid: string
  readonly tenant_meta: { readonly namespace: string }
  readonly meta: JsonObject
}

/** 24 lower-case hex characters, the same for the same parts. */
export function uuidOf(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\u0000'), 'hex').slice(0, 24)
}

/** Times of writes have nanoseconds on the wire, detection times have milliseconds. Takes what `toISOString` gives. */
export function nanoseconds(moment: string): string {
  return `${moment.slice(0, -1)}427077Z`
}

/** What `meta` needs to know; everything else in it has a fixed form. */
export interface MetaFacts {
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly created: string
  readonly updated: string
  readonly description?: string | null
  readonly parent?: { readonly kind: string; readonly uuid: string }
  readonly tags?: readonly string[]
  readonly indexed?: readonly string[]
}

export function metaOf(facts: MetaFacts): JsonObject {
  const [tenant = facts.namespace] = facts.namespace.split('.')
  const ancestors = facts.namespace.split('.').map((_, index, names) => names.slice(0, index + 1).join('.'))
  return {
    create_time: facts.created,
    update_time: nanoseconds(facts.updated),
    upsert_time: nanoseconds(facts.updated),
    name: facts.name,
    kind: facts.kind,
    version: 'v1',
    description: facts.description ?? null,
    parent_uuid: facts.parent?.uuid ?? null,
    parent_kind: facts.parent?.kind ?? null,
    tags: [...(facts.tags ?? [])],
    annotations: {},
    created_by: `ci@${tenant}.test@google@api-key`,
    updated_by: `${tenant}/endorctl-analytics-1@k8s`,
    references: {},
    index_data: {
      tenant,
      data: [...ancestors.map((name) => `@ancestor=${name}`), ...(facts.indexed ?? [])],
      will_be_deleted_at: null,
      search_score: null,
    },
  }
}

export const mainContext = { type: 'CONTEXT_TYPE_MAIN', will_be_deleted_at: null, id: 'default', tags: [] }

export type Context = { type: string; will_be_deleted_at: null; id: string; tags: string[] }
