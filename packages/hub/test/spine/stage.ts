import type { Plugin } from '@patchbay/sdk'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import type { EngineOptions } from '../../src/compose/deps.ts'
import type { Database } from '../../src/store/database.ts'
import { createStore, type Writers } from '../../src/store/store.ts'
import type { ConnectInput } from '../../src/usecases/commands.ts'
import { describeOnDatabases } from '../database/index.ts'
import { lastOperation } from './look.ts'
import { expectTruth } from './truth.ts'
import type { Vendor } from './vendor.ts'
import { createWorld, freshKeys, tester, type World, type WorldOptions } from './world.ts'

/** An empty hub, its clock, and what it said. */
export interface Stage {
  readonly database: Database
  /** The time of the hub; it stands still until it is moved. */
  readonly now: () => Date
  /** Moves the clock forward. */
  pass(time: { readonly minutes?: number; readonly hours?: number; readonly days?: number }): void
  /** Every log line so far. */
  readonly logged: readonly Logged[]
  /** Expects this message among the errors logged. */
  forgive(message: string): void
  /** A process of the hub with these connectors; each call is another process on the same database. */
  world(vendors?: readonly (Vendor | Plugin)[], options?: WorldOptions): Promise<World>
}

export interface Logged {
  readonly level: 'info' | 'warn' | 'error'
  readonly fields: object
  readonly message: string
}

/**
 * Declares a suite on every database. Each test starts with an empty one; after each, what must always hold is checked, and
 * that nothing was logged as a bug.
 */
export async function describeSpine(name: string, define: (stage: () => Stage) => void): Promise<void> {
  await describeOnDatabases(name, (_open, flavour) => {
    let database: Database
    let stage: FullStage

    beforeAll(async () => {
      database = await flavour.shared()
      await database.pool.query(renewing)
    })

    beforeEach(async () => {
      await emptied(database)
      stage = createStage(database)
    })

    afterEach(async () => {
      await stage.close()
      await expectTruth(database, stage.now())
      const errors = stage.logged.filter((line) => line.level === 'error')
      expect(errors.map((line) => [line.message, line.fields])).toEqual(
        stage.forgiven.map((message) => [message, expect.anything()]),
      )
    })

    define(() => stage)
  })
}

interface FullStage extends Stage {
  readonly forgiven: readonly string[]
  close(): Promise<void>
}

function createStage(database: Database): FullStage {
  let now = Date.UTC(2026, 10, 1)
  const keys = freshKeys('t')
  const logged: Logged[] = []
  const worlds: World[] = []
  const forgiven: string[] = []
  const at = (level: Logged['level']) => (fields: object, message: string) => void logged.push({ level, fields, message })
  const log: EngineOptions['log'] = { info: at('info'), warn: at('warn'), error: at('error') }
  return {
    database,
    logged,
    forgiven,
    forgive: (message) => void forgiven.push(message),
    now: () => new Date(now),
    pass({ minutes = 0, hours = 0, days = 0 }) {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
    async world(vendors, options = {}) {
      const plugins = vendors?.map((vendor) => ('plugin' in vendor ? vendor.plugin : vendor))
      const world = await createWorld(database, {
        keys,
        log,
        now: () => new Date(now),
        ...(plugins && { plugins: new Map(plugins.map((plugin) => [plugin.manifest.id, plugin])) }),
        ...options,
      })
      worlds.push(world)
      return world
    },
    async close() {
      for (const world of worlds) await world.close()
    },
  }
}

/** Connects a scripted vendor and returns the connection's id; nothing has run yet. */
export async function connect(world: World, vendor: Vendor, input: Partial<ConnectInput> = {}): Promise<number> {
  const { connectionId } = await world.commands.connections.create(
    { connector: vendor.id, label: vendor.id, config: { token: `token of ${vendor.id}` }, ...input },
    tester,
  )
  return connectionId
}

/** Asks for an operation and runs everything that comes of it. */
export async function sync(world: World, connectionId: number, kind: 'sync' | 'discover' = 'sync'): Promise<number> {
  const { operationId } = await world.commands.operations.request(connectionId, kind, tester)
  await world.settle()
  return operationId
}

/** Waits until the newest operation has stored that many pages. */
export async function written(world: World, pages: number): Promise<void> {
  await vi.waitUntil(async () => ((await lastOperation(world)).counts.pages ?? 0) >= pages, { timeout: 30_000, interval: 10 })
}

/**
 * Does something in a transaction, and before it ends starts what should wait for it: on a server, until it waits for a lock;
 * the embedded database lets nobody in anyway. Returns what was started with.
 */
export async function meanwhile<T>(
  database: Database,
  first: (write: Writers) => Promise<unknown>,
  ...second: readonly (() => Promise<T>)[]
): Promise<readonly T[]> {
  const started: Promise<T>[] = []
  await createStore(database.kysely).transact(async (write) => {
    await first(write)
    started.push(...second.map((start) => start()))
    if (!database.embedded) await vi.waitUntil(() => somebodyWaits(database), { timeout: 30_000, interval: 10 })
  })
  return Promise.all(started)
}

async function somebodyWaits(database: Database): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  `.execute(database.kysely)
  return rows.length > 0
}

/** Every table a test may write, those that refer to others first. */
const tables = [
  'upload_document',
  'upload',
  'export_scope',
  'scan_profile_exporter',
  'exporter',
  'notification',
  'notification_spell',
  'notification_subscription',
  'sync_page',
  'sync_scope',
  'operation_note',
  'operation_log',
  'sync_change',
  'discover_change',
  'setting',
  'sla_policy',
  'policy',
  'feed',
  'known_exploited',
  'epss_score',
  'advisory',
  'advisory_link',
  'assessment_due',
  'lease',
  'filtered_page',
  'epss',
  'mapping_rule',
  'record_event',
  'mapping',
  'finding',
  'remediation',
  'campaign',
  'vulnerability_event',
  'vulnerability',
  // Deleting vulnerabilities writes into it.
  'vulnerability_transition',
  'sla_breach',
  'stale_proposal',
  'vulnerability_count',
  'record',
  'operation',
  'repository_source',
  'repository_url',
  'repository',
  'application_key',
  'image_rule',
  'image_version',
  'image',
  'asset',
  'product',
  'product_type',
  'connection',
  'alias_link',
  'alias',
  'alias_group',
  'detail',
  'wording',
  'package',
]

/** Once a suite: no id and no order of rows on the disk depends on which suites ran before. */
const renewing = `truncate ${tables.map((table) => `"${table}"`).join(', ')} restart identity cascade`

/** In one go, outside of any test's own statements: a round trip for each would take longer than what they do. */
const emptying = [
  ...tables.map((table) => `delete from "${table}"`),
  `delete from scan_profile where name <> 'Default'`,
  'update scan_profile set is_default = true, propagate = true, rules = default, schedule = default, next_sync_at = null',
].join(';')

/** Far faster than another database, and for a few rows than `truncate`, which makes every table and index anew. */
export async function emptied(database: Database): Promise<void> {
  await database.pool.query(emptying)
}
