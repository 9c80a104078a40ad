import { Fault, type Plugin } from '@patchbay/sdk'
import type { ImportRules } from '../../../domain/import-rules.ts'
import { publicId } from '../../../domain/public-id.ts'
import { type Schedule, type ScheduledKind, sameCadence } from '../../../domain/schedule.ts'
import type { StoredConnection } from '../../../store/configuration/reader.ts'
import { storedTicketSettings } from '../../browse/resources/ticket-settings.ts'
import type { ConnectionPatch } from '../../commands.ts'
import { newAddress } from '../../secrets.ts'
import { checkedExpiry, checkedRules, checkedSchedule, parseRules, parseSchedule } from '../../settings.ts'
import { type Issue, issuesThrownBy } from '../issues.ts'
import type { FieldChange } from '../resources.ts'
import { type Action, difference, type PlanContext, type SectionPlan, untouched, valuesBefore } from '../section.ts'
import {
  type ConnectionItem,
  connectionSection,
  type Settings,
  type SettingsPlan,
  secretNames,
  settingsIssues,
  settingsPlan,
  ticketIssues,
} from './connection-item.ts'

interface Question {
  readonly item: ConnectionItem
  readonly path: string
  readonly stored: StoredConnection
  /** Undefined where its connector is not installed. */
  readonly plugin: Plugin | undefined
}

/** A part of a patch, and what it looks like in the plan. */
interface Part {
  readonly patch: ConnectionPatch
  readonly fields: readonly FieldChange[]
  readonly issues: readonly Issue[]
}

/** Changes what the hub has of a connection into what the file says of it. */
export function connectionChange(question: Question, context: PlanContext): SectionPlan {
  const { item, path, stored, plugin } = question
  const settings = settingsPlan(question, context)
  const parts = [
    autoMapOf(question),
    rulesOf(question),
    scheduleOf(question),
    ticketsOf(question),
    expiryOf(question, settings, context.now()),
  ]
  const patch: ConnectionPatch = Object.assign({}, ...parts.map((part) => part.patch))
  const fields = [...settings.fields, ...parts.flatMap((part) => part.fields)]
  const changesSettings = settings.fields.length > 0
  const merged = changesSettings ? mergedWith(question, settings, context) : { settings: {}, issues: [] }
  const actions = [
    ...(fields.length > 0 ? [update({ stored, patch, settings, fields }, context)] : []),
    ...pauseOrResume(question, context),
  ]
  const issues = [
    ...settings.issues,
    ...merged.issues,
    ...(changesSettings ? settingsOf(plugin, merged.settings, { path, settings, connector: item.connector }) : []),
    ...parts.flatMap((part) => part.issues),
  ]
  if (actions.length === 0) {
    return { steps: [{ ...untouched(connectionSection, item.label, 'unchanged'), secrets: settings.secrets }], issues }
  }
  const check = () => context.commands.connections.checkDraft(item.connector, merged.settings)
  const change = {
    section: connectionSection,
    name: item.label,
    action: 'change' as const,
    fields: [...fields, ...pausedField(question)],
  }
  return { steps: [{ change, path, secrets: settings.secrets, actions, ...(changesSettings && { check }) }], issues }
}

function settingsOf(
  plugin: Plugin | undefined,
  merged: Settings,
  { path, settings, connector }: { readonly path: string; readonly settings: SettingsPlan; readonly connector: string },
): readonly Issue[] {
  if (plugin !== undefined) return settingsIssues(plugin, merged, { path, secrets: settings.secrets })
  const message = `The connector "${connector}" is not installed, so its settings cannot be checked.`
  return [{ field: `${path}.connector`, message }]
}

/** All settings as they will be, secrets in the clear. */
function mergedWith({ stored, plugin, path }: Question, { patch }: SettingsPlan, { unseal }: PlanContext) {
  const issues: Issue[] = []
  const address = newAddress(stored.config, patch)
  const kept = secretNames(plugin, stored)
    .filter((name) => Object.hasOwn(stored.secrets, name) && !Object.hasOwn(patch, name))
    .flatMap((name) => {
      if (address !== null) {
        issues.push({
          field: `${path}.config.${name}`,
          message: `It would be sent to ${address}, a new address. Give it anew.`,
        })
        return []
      }
      try {
        return [[name, unseal(stored.id, name, stored.secrets[name] ?? '')]]
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        issues.push({ field: `${path}.config.${name}`, message: `${error.message} Give the secret anew.` })
        return []
      }
    })
  const merged = Object.entries({ ...stored.config, ...Object.fromEntries(kept), ...patch })
  return { settings: Object.fromEntries(merged.filter(([, value]) => value !== null)), issues }
}

interface Update {
  readonly stored: StoredConnection
  readonly patch: ConnectionPatch
  readonly settings: SettingsPlan
  readonly fields: readonly FieldChange[]
}

function update({ stored, patch, settings, fields }: Update, { commands }: PlanContext): Action {
  const id = publicId('connection', stored.id)
  const withSettings = settings.fields.length > 0
  return {
    event: 'connection.updated',
    object: id,
    before: valuesBefore(fields),
    after: { ...patch, ...(withSettings && { config: settings.shown }) },
    async run(actor) {
      const change = { ...patch, ...(withSettings && { config: settings.patch }) }
      await commands.connections.update(stored.id, change, actor)
      return id
    },
  }
}

function pausedField({ item, stored }: Question): readonly FieldChange[] {
  return item.paused === undefined ? [] : difference('paused', stored.state === 'paused', item.paused)
}

function pauseOrResume(question: Question, { commands }: PlanContext): readonly Action[] {
  if (pausedField(question).length === 0) return []
  const { item, stored } = question
  const id = publicId('connection', stored.id)
  const action = { object: id, before: null, after: null }
  const { pause, resume } = commands.connections
  if (item.paused === true) {
    return [{ ...action, event: 'connection.paused', run: (actor) => pause(stored.id, actor).then(() => id) }]
  }
  return [{ ...action, event: 'connection.resumed', run: (actor) => resume(stored.id, actor).then(() => id) }]
}

function autoMapOf({ item: { autoMap }, stored }: Question): Part {
  if (autoMap === undefined || autoMap === stored.autoMap) return nothing
  return { patch: { autoMap }, fields: difference('autoMap', stored.autoMap, autoMap), issues: [] }
}

function rulesOf({ item, path, stored }: Question): Part {
  const rules = parseRules(stored.rules)
  const given: ImportRules = { ...rules, ...item.rules }
  const fields = [
    ...(sameSet(rules.kinds, given.kinds) ? [] : difference('rules.kinds', rules.kinds, given.kinds)),
    ...difference('rules.cveRequired', rules.cveRequired, given.cveRequired),
    ...difference('rules.minimumSeverity', rules.minimumSeverity, given.minimumSeverity),
  ]
  if (fields.length === 0) return nothing
  return { patch: { rules: given }, fields, issues: issuesThrownBy(path, () => checkedRules(given)) }
}

function scheduleOf({ item, path, stored }: Question): Part {
  const schedule = parseSchedule(stored.schedule)
  const given: Schedule = { ...schedule, ...item.schedule }
  const kinds: readonly ScheduledKind[] = ['discover', 'sync']
  const fields = kinds.flatMap((kind) =>
    sameCadence(schedule[kind], given[kind]) ? [] : difference(`schedule.${kind}`, schedule[kind], given[kind]),
  )
  if (fields.length === 0) return nothing
  return { patch: { schedule: given }, fields, issues: issuesThrownBy(path, () => checkedSchedule(given)) }
}

function ticketsOf({ item: { tickets }, path, stored, plugin }: Question): Part {
  if (tickets === undefined) return nothing
  const fields = difference('tickets', storedTicketSettings(stored.ticketSettings), tickets)
  if (fields.length === 0) return nothing
  return { patch: { tickets }, fields, issues: plugin === undefined || tickets === null ? [] : ticketIssues(plugin, path) }
}

/** New secrets drop the old date, so one that the file goes on naming is said along with them. */
function expiryOf({ item, path, stored, plugin }: Question, settings: SettingsPlan, now: Date): Part {
  const before = stored.credentialsExpireGiven?.toISOString() ?? null
  const newSecrets = secretNames(plugin, stored).some((name) => Object.hasOwn(settings.shown, name))
  if (item.credentialsExpireAt === undefined) {
    return newSecrets ? { ...nothing, fields: difference('credentialsExpireAt', before, null) } : nothing
  }
  const given = item.credentialsExpireAt
  const after = given === null ? null : new Date(given).toISOString()
  if (after === before && !newSecrets) return nothing
  return {
    patch: { credentialsExpireAt: after },
    fields: difference('credentialsExpireAt', before, after),
    issues: issuesThrownBy(path, () => checkedExpiry(given, now)),
  }
}

const nothing: Part = { patch: {}, fields: [], issues: [] }

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.every((kind) => other.includes(kind)) && other.every((kind) => one.includes(kind))
}
