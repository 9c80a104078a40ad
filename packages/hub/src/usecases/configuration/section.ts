import { isDeepStrictEqual } from 'node:util'
import type { Plugin } from '@patchbay/sdk'
import { z } from 'zod'
import type { People } from '../../people/people.ts'
import type { StoredConfiguration } from '../../store/configuration/reader.ts'
import type { Actor, Commands } from '../commands.ts'
import type { Issue } from './issues.ts'
import type { Names } from './names.ts'
import type { ConfigurationChange, FieldChange, SecretUse } from './resources.ts'

/** What sections work with. Everything that writes goes through the use cases and their rules. */
export interface SectionDeps {
  readonly commands: Pick<Commands, 'connections' | 'mappingRules' | 'notifications' | 'products' | 'scanProfiles' | 'settings'>
  readonly users: Pick<People['users'], 'update'>
  readonly members: Pick<People['members'], 'set' | 'remove'>
  readonly plugins: ReadonlyMap<string, Plugin>
  /** Throws a `config` fault naming the field when the secret does not open. */
  readonly unseal: (connectionId: number, field: string, sealed: string) => string
  readonly now: () => Date
}

export interface PlanContext extends SectionDeps {
  /** What the hub has now. */
  readonly hub: StoredConfiguration
  /** What things may be referred to by: those of the hub, and those the file is going to make. */
  readonly productTypes: Names
  /** By type and name. */
  readonly products: Names
  readonly connections: Names
  /** The connectors of connections, by label. */
  readonly connectors: Map<string, string>
  readonly scanProfiles: Names
  /** The value of a secret that the file refers to; undefined where none came along. */
  readonly secret: (connection: string, setting: string) => string | undefined
}

/** Something to do, as the use case that does it knows it. */
export interface Action {
  /** As the audit log calls it: `product.created`. */
  readonly event: string
  /** Public id of what it is done to; null while there is none. */
  readonly object: string | null
  readonly before: unknown
  /** Free of secrets. */
  readonly after: unknown
  /** Returns the public id of what it was done to. */
  readonly run: (actor: Actor) => Promise<string>
}

/** What the file means for one thing, and what is to be done about it, in this order. */
export interface Step {
  readonly change: ConfigurationChange
  readonly actions: readonly Action[]
  /** Its place in the file. */
  readonly path?: string
  /** Tries it out without writing anything. Throws a `Problem`. */
  readonly check?: () => Promise<unknown>
  readonly secrets?: readonly SecretUse[]
}

export interface SectionPlan {
  readonly steps: readonly Step[]
  readonly issues: readonly Issue[]
}

/** One part of a configuration file, with its types closed over. */
export interface Section {
  readonly name: string
  readonly schema: z.ZodType
  /** What the hub has, in the words of the file. An empty list is left out of it. */
  readonly describe: (hub: StoredConfiguration, plugins: ReadonlyMap<string, Plugin>) => object
  /** What has to be done so that the hub has what the file says. Changes nothing. */
  readonly plan: (given: unknown, context: PlanContext) => SectionPlan
}

interface Definition<Item extends z.ZodType> {
  readonly name: string
  readonly description: string
  readonly item: Item
  readonly describe: (hub: StoredConfiguration, plugins: ReadonlyMap<string, Plugin>) => readonly z.input<Item>[]
  readonly plan: (items: readonly z.output<Item>[], context: PlanContext) => SectionPlan
}

export function defineSection<Item extends z.ZodType>(definition: Definition<Item>): Section {
  const { name, description, item, describe, plan } = definition
  const schema = z.array(item)
  return { name, describe, schema: schema.describe(description), plan: (given, context) => plan(schema.parse(given), context) }
}

/** The change of a field; none where it says the same. */
export function difference(field: string, before: unknown, after: unknown): readonly FieldChange[] {
  return isDeepStrictEqual(before, after) ? [] : [{ field, secret: false, before, after }]
}

/** A step for what stays as it is. */
export function untouched(section: string, name: string, action: 'unchanged' | 'left-alone'): Step {
  return { change: { section, name, action, fields: [] }, actions: [] }
}

/** What the fields were before, for the audit log. */
export function valuesBefore(fields: readonly FieldChange[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.filter(({ secret }) => !secret).map(({ field, before }) => [field, before]))
}

/** Names of things of the hub or the file. */
export const listOfNames = z.array(z.string().trim().min(1).max(200)).max(1000)

/** Complains about names of things that neither the hub nor the file has; those of a list each at its place. */
export function unknownNames(
  given: string | readonly string[] | undefined,
  place: string,
  names: Names,
  [noun, section]: readonly [noun: string, section: string],
): readonly Issue[] {
  const complain = (name: string, field: string) =>
    names.has(name) ? [] : [{ field, message: `There is no ${noun} "${name}". Add it under ${section}.` }]
  if (typeof given === 'string') return complain(given, place)
  return (given ?? []).flatMap((name, index) => complain(name, `${place}[${index}]`))
}

/** Complains about what the file says twice. */
export function twiceSaid(path: string, keys: readonly string[], nounOf: (index: number) => string): readonly Issue[] {
  const first = new Map<string, number>()
  return keys.flatMap((key, index) => {
    const before = first.get(key)
    if (before === undefined) first.set(key, index)
    if (before === undefined) return []
    return [{ field: `${path}[${index}]`, message: `The file has ${nounOf(index)} twice, first as ${path}[${before}].` }]
  })
}
