import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export interface ConnectionRow {
  readonly id: number
  readonly connector: string
  readonly label: string
  readonly config: Readonly<Record<string, unknown>>
  /** Sealed values by field. */
  readonly secrets: Readonly<Record<string, string>>
  readonly autoMap: boolean
  readonly schedule: unknown
  readonly rules: unknown
  readonly ticketSettings: unknown
  readonly state: Tables['connection']['state']
  readonly problem: unknown
  readonly lastDiscoverAt: Date | null
  readonly removedAt: Date | null
  /** When somebody changed it last; its health is no change. */
  readonly updatedAt: Date
}

export interface ConnectionChange {
  readonly label?: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly autoMap?: boolean
  readonly schedule?: unknown
  readonly rules?: unknown
  /** `null` takes them away. */
  readonly ticketSettings?: object | null
  /** What a person says about the end of the credentials. */
  readonly credentialsExpireGiven?: Date | null
}

/** A connection that was removed, and what is to become of its findings. */
export interface Removal {
  readonly connectionId: number
  readonly findings: 'keep' | 'delete'
}

export interface ConnectionHealth {
  readonly state?: Tables['connection']['state']
  readonly problem?: unknown
  readonly account?: unknown
  /** What the vendor says. */
  readonly credentialsExpireAt?: Date | null
  readonly lastDiscoverAt?: Date
  readonly lastSyncAt?: Date
  readonly nextDiscoverAt?: Date | null
  readonly nextSyncAt?: Date | null
}

const columns = [
  'id',
  'connector',
  'label',
  'config',
  'secrets',
  'auto_map as autoMap',
  'schedule',
  'rules',
  'ticket_settings as ticketSettings',
  'state',
  'problem',
  'last_discover_at as lastDiscoverAt',
  'removed_at as removedAt',
  'updated_at as updatedAt',
] as const

export class ConnectionWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async find(id: number): Promise<ConnectionRow | undefined> {
    return this.#tx
      .selectFrom('connection')
      .select(columns)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
  }

  async findForUpdate(id: number): Promise<ConnectionRow | undefined> {
    return this.#tx
      .selectFrom('connection')
      .select(columns)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
  }

  /** Those of some records, locked in the order of their ids. */
  async holdOfRecords(recordIds: readonly number[]): Promise<readonly ConnectionRow[]> {
    return this.#tx
      .selectFrom('connection')
      .select(columns)
      .where('id', 'in', (from) =>
        from.selectFrom('record').select('connection_id').where('id', '=', sql<number>`any(${recordIds}::bigint[])`),
      )
      .where('removed_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute()
  }

  /** Nobody else can take a label between this question and the end of the transaction. */
  async labelTaken(label: string, except: number | null): Promise<boolean> {
    await sql`select pg_advisory_xact_lock(hashtext('patchbay.connection-label'))`.execute(this.#tx)
    const row = await this.#tx
      .selectFrom('connection')
      .select('id')
      .where('label', '=', label)
      .where('removed_at', 'is', null)
      .where('id', '<>', except ?? 0)
      .executeTakeFirst()
    return row !== undefined
  }

  /** Two steps, because secrets are sealed to the id: insert without, then `update` with them, in one transaction. */
  async insert(row: {
    readonly connector: string
    readonly label: string
    readonly config: Readonly<Record<string, unknown>>
    readonly autoMap: boolean
    readonly schedule: unknown
    readonly rules: unknown
  }): Promise<number> {
    const created = await this.#tx
      .insertInto('connection')
      .values({
        connector: row.connector,
        label: row.label,
        config: JSON.stringify(row.config),
        secrets: '{}',
        auto_map: row.autoMap,
        schedule: JSON.stringify(row.schedule),
        rules: JSON.stringify(row.rules),
        state: 'connected',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return created.id
  }

  async update(id: number, change: ConnectionChange, at: Date): Promise<void> {
    await this.#tx
      .updateTable('connection')
      .set({
        ...(change.label !== undefined && { label: change.label }),
        ...(change.config !== undefined && { config: JSON.stringify(change.config) }),
        ...(change.secrets !== undefined && { secrets: JSON.stringify(change.secrets) }),
        ...(change.autoMap !== undefined && { auto_map: change.autoMap }),
        ...(change.schedule !== undefined && { schedule: JSON.stringify(change.schedule) }),
        ...(change.rules !== undefined && { rules: JSON.stringify(change.rules) }),
        ...(change.ticketSettings !== undefined && {
          ticket_settings: change.ticketSettings === null ? null : JSON.stringify(change.ticketSettings),
        }),
        ...(change.credentialsExpireGiven !== undefined && { credentials_expire_given: change.credentialsExpireGiven }),
        updated_at: at,
      })
      .where('id', '=', id)
      .execute()
  }

  /** Health and times of the next runs; a pause is not lifted by it. */
  async health(id: number, health: ConnectionHealth): Promise<void> {
    if (health.state !== undefined) {
      await this.#tx
        .updateTable('connection')
        .set({ state: health.state })
        .where('id', '=', id)
        .where('state', '<>', 'paused')
        .execute()
    }
    const change = {
      ...(health.problem !== undefined && { problem: health.problem === null ? null : JSON.stringify(health.problem) }),
      ...(health.account !== undefined && { account: health.account === null ? null : JSON.stringify(health.account) }),
      ...(health.credentialsExpireAt !== undefined && { credentials_expire_at: health.credentialsExpireAt }),
      ...(health.lastDiscoverAt !== undefined && { last_discover_at: health.lastDiscoverAt }),
      ...(health.lastSyncAt !== undefined && { last_sync_at: health.lastSyncAt }),
      ...(health.nextDiscoverAt !== undefined && { next_discover_at: health.nextDiscoverAt }),
      ...(health.nextSyncAt !== undefined && { next_sync_at: health.nextSyncAt }),
    }
    if (Object.keys(change).length === 0) return
    await this.#tx.updateTable('connection').set(change).where('id', '=', id).execute()
  }

  async setState(id: number, state: Tables['connection']['state']): Promise<void> {
    await this.#tx.updateTable('connection').set({ state }).where('id', '=', id).execute()
  }

  /** Connections whose next run of a kind is due. Paused and removed ones never are. */
  async due(
    kind: 'discover' | 'sync',
    now: Date,
  ): Promise<readonly { readonly id: number; readonly label: string; readonly connector: string }[]> {
    const at = kind === 'discover' ? 'next_discover_at' : 'next_sync_at'
    return this.#tx
      .selectFrom('connection')
      .select(['id', 'label', 'connector'])
      .where(at, '<=', now)
      .where('state', '<>', 'paused')
      .where('removed_at', 'is', null)
      .orderBy(at)
      .limit(500)
      .execute()
  }

  /** Everyone's records and findings may stay; the credentials do not, nor what was left out: nobody can ask for it any more. */
  async markRemoved(id: number, removal: Removal['findings'], at: Date): Promise<void> {
    await this.#tx.deleteFrom('filtered_page').where('connection_id', '=', id).execute()
    await this.#tx
      .updateTable('connection')
      .set({ removed_at: at, removal, secrets: '{}', next_discover_at: null, next_sync_at: null, state: 'paused' })
      .where('id', '=', id)
      .execute()
  }

  /** Removed connections whose findings are still to be seen to. */
  async removals(): Promise<readonly Removal[]> {
    const rows = await this.#tx
      .selectFrom('connection')
      .select(['id', 'removal'])
      .where('removal', 'is not', null)
      .orderBy('id')
      .execute()
    return rows.flatMap(({ id, removal }) => (removal === null ? [] : [{ connectionId: id, findings: removal }]))
  }

  async removalDone(id: number): Promise<void> {
    await this.#tx.updateTable('connection').set({ removal: null }).where('id', '=', id).execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('connection').where('id', '=', id).execute()
  }

  /** Every sealed connection, for rotating keys. */
  async sealed(): Promise<readonly ConnectionRow[]> {
    return this.#tx.selectFrom('connection').select(columns).where('removed_at', 'is', null).orderBy('id').execute()
  }
}
