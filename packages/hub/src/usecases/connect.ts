import { isDeepStrictEqual } from 'node:util'
import { Fault, type Plugin } from '@patchbay/sdk'
import { mendsItself } from '../domain/health.ts'
import { defaultRules } from '../domain/import-rules.ts'
import { Problem } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import { nextAfter, type Schedule, type ScheduledKind, sameCadence } from '../domain/schedule.ts'
import type { ConnectionRow } from '../store/connections/writer.ts'
import type { Writers } from '../store/store.ts'
import { troubleOf } from './browse/values.ts'
import type { Actor, CheckOutcome, Commands, ConnectInput, ConnectionPatch } from './commands.ts'
import { disconnect } from './disconnect.ts'
import { subscribeToEverything } from './notify/commands.ts'
import { writeHealth } from './notify/happenings.ts'
import { canRun } from './operations/can-run.ts'
import { problemOf } from './operations/problem-of.ts'
import { mergedSettings, newAddress, type SecretDeps, sealAll } from './secrets.ts'
import { checkedExpiry, checkedRules, checkedSchedule, defaultSchedule, parseRules, parseSchedule } from './settings.ts'
import { upstream } from './upstream.ts'

type Settings = Readonly<Record<string, unknown>>

export interface ConnectDeps extends SecretDeps {
  readonly plugins: ReadonlyMap<string, Plugin>
  /** Tries settings, secrets in the clear, against the vendor. Throws a `Fault`. */
  readonly tryOut: (plugin: Plugin, settings: Settings) => Promise<CheckOutcome>
  readonly enqueue: (operationId: number) => Promise<void>
}

/** Connections: made, tried, changed, paused and removed. Nothing is saved that did not pass its check. */
export function createConnect(deps: ConnectDeps): Commands['connections'] {
  return {
    create: (input, actor) => create(deps, input, actor),
    update: (connectionId, patch) => update(deps, connectionId, patch),
    checkDraft: async (connector, config) => {
      const plugin = pluginOf(deps, connector)
      validate(plugin, config)
      return tryOut(deps, plugin, config)
    },
    check: (connectionId) => check(deps, connectionId),
    pause: (connectionId) => setPaused(deps, connectionId, true),
    resume: (connectionId) => setPaused(deps, connectionId, false),
    remove: (connectionId, findings) => disconnect(deps, connectionId, findings),
  }
}

async function create(deps: ConnectDeps, input: ConnectInput, actor: Actor) {
  const plugin = pluginOf(deps, input.connector)
  const label = checkedLabel(input.label)
  validate(plugin, input.config)
  const rules = checkedRules({ ...defaultRulesOf(plugin), ...input.rules })
  const schedule = checkedSchedule({ ...defaultSchedule, ...input.schedule })
  const expiry = checkedExpiry(input.credentialsExpireAt ?? null, deps.now())
  if (input.tickets) refuseWithoutTickets(plugin)
  await deps.store.transact((write) => refuseTakenLabel(write, label, null))
  const account = await tryOut(deps, plugin, input.config)

  const { connectionId, operationId } = await deps.store.transact(async (write) => {
    await refuseTakenLabel(write, label, null)
    const { settings, secrets } = split(plugin, input.config)
    const connectionId = await write.connections.insert({
      connector: input.connector,
      label,
      config: settings,
      autoMap: input.autoMap ?? true,
      schedule,
      rules,
    })
    await write.connections.update(
      connectionId,
      {
        secrets: sealAll(deps, connectionId, secrets),
        credentialsExpireGiven: expiry,
        ...(input.tickets !== undefined && { ticketSettings: input.tickets }),
      },
      deps.now(),
    )
    await write.connections.health(connectionId, healthOf(account))
    if (plugin.capabilities.includes('notify')) {
      await subscribeToEverything(write, connectionId, actor.id, deps.now())
    }
    if (!canRun(plugin, 'discover')) return { connectionId, operationId: null }
    const { operationId } = await write.operations.request({
      connectionId,
      label,
      kind: 'discover',
      trigger: 'connect',
      requestedBy: actor.id,
      records: null,
    })
    return { connectionId, operationId }
  })
  if (operationId !== null) await deps.enqueue(operationId)
  return { connectionId, account }
}

async function update(deps: ConnectDeps, connectionId: number, patch: ConnectionPatch) {
  const connection = await find(deps, connectionId)
  const plugin = pluginOf(deps, connection.connector)
  const label = patch.label === undefined ? undefined : checkedLabel(patch.label)
  const rules = patch.rules && checkedRules({ ...parseRules(connection.rules), ...patch.rules })
  const scheduled = parseSchedule(connection.schedule)
  const schedule = patch.schedule && checkedSchedule({ ...scheduled, ...patch.schedule })
  const expiry = newExpiry(plugin, patch, deps.now())
  if (patch.tickets) refuseWithoutTickets(plugin)
  if (patch.config !== undefined) refuseToMoveSecrets(connection, patch.config)
  const merged = patch.config === undefined ? undefined : openedSettings(deps, connection, patch.config)
  if (merged !== undefined) validate(plugin, merged)
  if (label !== undefined) await deps.store.transact((write) => refuseTakenLabel(write, label, connectionId))
  const account = merged === undefined ? null : await tryOut(deps, plugin, merged)

  await deps.store.transact(async (write) => {
    const current = await write.connections.findForUpdate(connectionId)
    if (current === undefined) throw gone(connectionId)
    if (current.updatedAt.getTime() !== connection.updatedAt.getTime()) throw changedMeanwhile(connection)
    if (label !== undefined) await refuseTakenLabel(write, label, connectionId)
    const parts = merged === undefined ? undefined : split(plugin, merged)
    await write.connections.update(
      connectionId,
      {
        ...(label !== undefined && { label }),
        ...(parts !== undefined && { config: parts.settings, secrets: sealAll(deps, connectionId, parts.secrets) }),
        ...(patch.autoMap !== undefined && { autoMap: patch.autoMap }),
        ...(rules !== undefined && { rules }),
        ...(schedule !== undefined && { schedule }),
        ...(patch.tickets !== undefined && { ticketSettings: patch.tickets }),
        ...(expiry !== undefined && { credentialsExpireGiven: expiry }),
      },
      deps.now(),
    )
    if (account !== null) await writeHealth(write, connection, healthOf(account), deps.now())
    if (parts !== undefined && !isDeepStrictEqual(parts.settings, connection.config))
      await write.exportScopes.startOver(connectionId, deps.now())
    // Narrower or wider rules only take effect on a full listing.
    if (rules !== undefined) await write.records.forgetCursors(connectionId)
    if (schedule !== undefined) await write.connections.health(connectionId, nextRuns(plugin, scheduled, schedule, deps.now()))
  })
  return { account }
}

/** Nobody sees a secret that is saved; whoever may change the address must not have it sent to a server of their own either. */
function refuseToMoveSecrets(connection: ConnectionRow, patch: Settings): void {
  const address = newAddress(connection.config, patch)
  const kept = Object.keys(connection.secrets).filter((name) => patch[name] === undefined)
  const [first] = kept
  if (address === null || first === undefined) return
  const fields = kept.map((name) => ({
    field: `config.${name}`,
    message: `It would be sent to ${address}, a new address: enter it again.`,
  }))
  throw new Problem('invalid', fields.map(({ field, message }) => `${field}: ${message}`).join(' '), {
    code: 'secret-needed',
    field: `config.${first}`,
    fields,
    remedy: 'Secrets are sent only to the address they were entered for.',
  })
}

function openedSettings(deps: ConnectDeps, connection: ConnectionRow, patch: Settings): Settings {
  try {
    return mergedSettings(deps, connection, patch)
  } catch (error) {
    if (error instanceof Fault) throw upstream(error)
    throw error
  }
}

async function check(deps: ConnectDeps, connectionId: number): Promise<CheckOutcome> {
  const connection = await find(deps, connectionId)
  const plugin = pluginOf(deps, connection.connector)
  try {
    const account = await deps.tryOut(plugin, mergedSettings(deps, connection, {}))
    await deps.store.transact((write) => writeHealth(write, connection, healthOf(account), deps.now()))
    return account
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const state = error.policy.retried ? 'degraded' : 'attention'
    const health = { state, problem: problemOf(error) } as const
    await deps.store.transact((write) => writeHealth(write, connection, health, deps.now()))
    throw upstream(error)
  }
}

async function setPaused(deps: ConnectDeps, connectionId: number, paused: boolean): Promise<void> {
  await deps.store.transact(async (write) => {
    const connection = await write.connections.findForUpdate(connectionId)
    if (connection === undefined) throw gone(connectionId)
    if (paused === (connection.state === 'paused')) return
    await write.connections.setState(connectionId, paused ? 'paused' : stateOf(connection))
    const plugin = deps.plugins.get(connection.connector)
    if (!paused) await write.connections.health(connectionId, dueNow(plugin, parseSchedule(connection.schedule), deps.now()))
  })
}

/** What was wrong before the pause still is, until a run says otherwise. */
function stateOf({ problem }: ConnectionRow): 'connected' | 'degraded' | 'attention' {
  const kind = troubleOf(problem)?.kind
  if (kind === undefined) return 'connected'
  return mendsItself(kind) ? 'degraded' : 'attention'
}

/** A resumed connection catches up at once with what runs by itself. */
function dueNow(plugin: Plugin | undefined, schedule: Schedule, now: Date) {
  const due = (kind: ScheduledKind) => (schedule[kind] === null || !canRun(plugin, kind) ? null : now)
  return { nextDiscoverAt: due('discover'), nextSyncAt: due('sync') }
}

function pluginOf(deps: ConnectDeps, connector: string): Plugin {
  const plugin = deps.plugins.get(connector)
  if (plugin) return plugin
  const known = [...deps.plugins.keys()].toSorted().join(', ')
  throw new Problem('invalid', `There is no connector "${connector}".`, {
    code: 'connector-unknown',
    field: 'connector',
    remedy: `Choose one of: ${known}.`,
  })
}

async function find(deps: ConnectDeps, connectionId: number): Promise<ConnectionRow> {
  const connection = await deps.store.transact((write) => write.connections.find(connectionId))
  if (connection === undefined) throw gone(connectionId)
  return connection
}

function gone(connectionId: number): Problem {
  return new Problem('not-found', `There is no connection "${publicId('connection', connectionId)}".`, {
    code: 'connection-not-found',
  })
}

/** What was tried out is worked out from what is saved: written over a newer change it would take that back. */
function changedMeanwhile({ label }: ConnectionRow): Problem {
  return new Problem('conflict', `Somebody else has changed "${label}" at the same time.`, {
    code: 'connection-changed',
    remedy: 'Look at it again, and repeat what is still to be changed.',
  })
}

function validate(plugin: Plugin, config: Settings): void {
  const found = plugin.validate(config).map((problem) => ({ ...problem, field: `config.${problem.field}` }))
  const [first] = found
  if (first === undefined) return
  throw new Problem('invalid', found.map((problem) => problem.message).join(' '), {
    code: 'config-invalid',
    field: first.field,
    remedy: 'Correct the named settings and try again. Nothing was saved.',
    fields: found,
  })
}

async function tryOut(deps: ConnectDeps, plugin: Plugin, config: Settings): Promise<CheckOutcome> {
  try {
    return await deps.tryOut(plugin, config)
  } catch (error) {
    if (error instanceof Fault) throw upstream(error, addressSetting(config))
    throw error
  }
}

/** The setting that holds an address, where there is exactly one: what was refused before anything was asked is about it. */
function addressSetting(config: Settings): string | undefined {
  const [only, ...others] = Object.entries(config).filter(
    ([, value]) => typeof value === 'string' && /^https?:\/\//i.test(value),
  )
  return others.length === 0 ? only?.[0] : undefined
}

function checkedLabel(label: string): string {
  const trimmed = label.trim()
  if (trimmed.length >= 1 && trimmed.length <= 100) return trimmed
  throw new Problem('invalid', 'A label has 1 to 100 characters.', {
    code: 'label-invalid',
    field: 'label',
    remedy: 'Give the connection a short name of its own.',
  })
}

async function refuseTakenLabel(write: Writers, label: string, except: number | null): Promise<void> {
  if (!(await write.connections.labelTaken(label, except))) return
  throw new Problem('conflict', `There already is a connection labelled "${label}".`, {
    code: 'connection-label-taken',
    field: 'label',
    remedy: 'Choose another label.',
  })
}

function defaultRulesOf(plugin: Plugin) {
  const offered = plugin.manifest.families.filter((family) => family.byDefault).map((family) => family.kind)
  return offered.length > 0 ? { ...defaultRules, kinds: offered } : defaultRules
}

function refuseWithoutTickets({ manifest, capabilities }: Plugin): void {
  if (capabilities.includes('tickets')) return
  throw new Problem('invalid', `${manifest.name} takes no tickets, so there is nothing to say of them.`, {
    code: 'connection-takes-no-tickets',
    field: 'tickets',
    remedy: 'Leave them out.',
  })
}

function split(
  plugin: Plugin,
  config: Settings,
): { readonly settings: Settings; readonly secrets: Readonly<Record<string, string>> } {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined)
  const isSecret = ([name]: readonly [string, unknown]) => plugin.secrets.includes(name)
  return {
    settings: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(entries.filter(isSecret).map(([name, value]) => [name, String(value)])),
  }
}

function healthOf(account: CheckOutcome) {
  return {
    state: 'connected' as const,
    problem: null,
    account,
    credentialsExpireAt: account.expiresAt === null ? null : new Date(account.expiresAt),
  }
}

/** When the kinds of runs whose cadence has changed are due. */
function nextRuns(plugin: Plugin, before: Schedule, schedule: Schedule, now: Date) {
  const changed = (kind: ScheduledKind) => !sameCadence(before[kind], schedule[kind]) && canRun(plugin, kind)
  return {
    ...(changed('discover') && { nextDiscoverAt: nextAfter(schedule.discover, now, 0.5) }),
    ...(changed('sync') && { nextSyncAt: nextAfter(schedule.sync, now, 0.5) }),
  }
}

/** What a person says about the end of the credentials; the old date says nothing about new secrets. */
function newExpiry(plugin: Plugin, patch: ConnectionPatch, now: Date): Date | null | undefined {
  if (patch.credentialsExpireAt !== undefined) return checkedExpiry(patch.credentialsExpireAt, now)
  return plugin.secrets.some((name) => patch.config?.[name] !== undefined) ? null : undefined
}
