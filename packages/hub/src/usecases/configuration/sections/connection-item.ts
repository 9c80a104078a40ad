import { Fault, type Plugin } from '@patchbay/sdk'
import type { ImportRules } from '../../../domain/import-rules.ts'
import type { Schedule } from '../../../domain/schedule.ts'
import type { StoredConnection } from '../../../store/configuration/reader.ts'
import type { TicketSettings } from '../../browse/resources/ticket-settings.ts'
import type { Issue } from '../issues.ts'
import { SecretReference } from '../references.ts'
import type { FieldChange, SecretUse } from '../resources.ts'
import { difference, type SectionDeps } from '../section.ts'

export const connectionSection = 'connections'

export type Settings = Readonly<Record<string, unknown>>

/** A connection as the file has it. */
export interface ConnectionItem {
  readonly label: string
  readonly connector: string
  readonly config: Settings
  readonly autoMap?: boolean | undefined
  readonly rules?: Partial<ImportRules> | undefined
  readonly schedule?: Partial<Schedule> | undefined
  /** ISO 8601, a time or a day. */
  readonly credentialsExpireAt?: string | null | undefined
  readonly tickets?: TicketSettings | null | undefined
  readonly paused?: boolean | undefined
}

/** What the file says of the settings of a connection, beside what the hub has of them. */
export interface SettingsPlan {
  /** What changes, with the values of secrets; null takes a setting away. */
  readonly patch: Settings
  /** The same without the values of secrets. */
  readonly shown: Settings
  readonly fields: readonly FieldChange[]
  readonly secrets: readonly SecretUse[]
  readonly issues: readonly Issue[]
}

const blot = '•••'

/** Names of the settings that are secrets. Of a connector that is not installed, those that are saved. */
export function secretNames(plugin: Plugin | undefined, stored: StoredConnection | undefined): readonly string[] {
  return plugin?.secrets ?? Object.keys(stored?.secrets ?? {})
}

interface SettingsQuestion {
  readonly item: ConnectionItem
  readonly path: string
  readonly plugin: Plugin | undefined
  readonly stored?: StoredConnection
}

/** Compares the settings of the file with those of the hub; secrets by their values, which nothing here says. */
export function settingsPlan(
  { item, path, plugin, stored }: SettingsQuestion,
  {
    secret,
    unseal,
  }: Pick<SectionDeps, 'unseal'> & { readonly secret: (connection: string, setting: string) => string | undefined },
): SettingsPlan {
  const sealed = secretNames(plugin, stored)
  const open = Object.entries(item.config).filter(([name]) => !sealed.includes(name))
  const differing = open.flatMap(([name, value]) => difference(`config.${name}`, settingIn(stored?.config, name), value))
  const plain = open.filter(([name]) => differing.some(({ field }) => field === `config.${name}`))
  const secrets = Object.entries(item.config)
    .filter(([name]) => sealed.includes(name))
    .map(([name, reference]) => secretPlan({ item, path, name, reference, given: secret(item.label, name), stored, unseal }))
  const changing = secrets.filter(({ changes }) => changes)
  return {
    patch: Object.fromEntries([
      ...plain,
      ...changing.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    ]),
    shown: Object.fromEntries([...plain, ...changing.map(({ name, value }) => [name, value === null ? null : blot])]),
    fields: [
      ...differing,
      ...changing.map(({ name }) => ({ field: `config.${name}`, secret: true, before: null, after: null })),
    ],
    secrets: secrets.flatMap(({ use }) => use),
    issues: secrets.flatMap(({ issues }) => issues),
  }
}

interface SecretPlan {
  readonly name: string
  readonly changes: boolean
  /** Null takes it away; undefined: nobody has said it yet. */
  readonly value: string | null | undefined
  readonly use: readonly SecretUse[]
  readonly issues: readonly Issue[]
}

interface SecretQuestion {
  readonly item: ConnectionItem
  readonly path: string
  readonly name: string
  readonly reference: unknown
  readonly given: string | undefined
  readonly stored: StoredConnection | undefined
  readonly unseal: SectionDeps['unseal']
}

function secretPlan({ item, path, name, reference, given, stored, unseal }: SecretQuestion): SecretPlan {
  const saved = stored !== undefined && Object.hasOwn(stored.secrets, name)
  if (reference === null) return { name, changes: saved, value: null, use: [], issues: [] }
  const parsed = SecretReference.safeParse(reference)
  if (!parsed.success) {
    const message = `"${name}" is a secret, and secrets do not belong in the file. Write env:NAME or file:PATH, where it is found.`
    return { name, changes: false, value: undefined, use: [], issues: [{ field: `${path}.config.${name}`, message }] }
  }
  const kept = saved ? 'saved' : 'missing'
  const state = given === undefined ? kept : 'given'
  const same = given === undefined ? saved : saved && isSame(stored, name, given, unseal)
  const use = [{ connection: item.label, setting: name, reference: parsed.data, state }] satisfies readonly SecretUse[]
  return { name, changes: !same, value: given, use, issues: [] }
}

/** One that does not open is not the same: it is of no use to anybody. */
function isSame(stored: StoredConnection, name: string, given: string, unseal: SectionDeps['unseal']): boolean {
  try {
    return unseal(stored.id, name, stored.secrets[name] ?? '') === given
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}

/** What is wrong with settings. What waits for a secret that nobody has said yet is not. */
export function settingsIssues(
  plugin: Plugin,
  settings: Settings,
  { path, secrets }: { readonly path: string; readonly secrets: readonly SecretUse[] },
): readonly Issue[] {
  const missing = secrets.filter(({ state }) => state === 'missing').map(({ setting }) => setting)
  const waits = (field: string) => missing.includes(field) || (missing.length > 0 && field === 'config')
  return plugin
    .validate(settings)
    .filter(({ field }) => !waits(field))
    .map(({ field, message }) => ({ field: field === 'config' ? `${path}.config` : `${path}.config.${field}`, message }))
}

/** What a connector that takes no tickets cannot be told of them. */
export function ticketIssues({ manifest, capabilities }: Plugin, path: string): readonly Issue[] {
  if (capabilities.includes('tickets')) return []
  return [{ field: `${path}.tickets`, message: `${manifest.name} takes no tickets, so there is nothing to say of them.` }]
}

function settingIn(config: Settings | undefined, name: string): unknown {
  return config !== undefined && Object.hasOwn(config, name) ? config[name] : null
}
