import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A destination that may be sent to. */
export interface ExporterRow {
  readonly connectionId: number
  readonly connector: string
  readonly label: string
  /** Settings as they are kept: without secrets. */
  readonly config: Readonly<Record<string, unknown>>
  readonly holdUntil: Date | null
  readonly heldTries: number
  readonly paused: boolean
}

export class ExporterWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Makes exporters of the connections of these connectors that are none yet; they join the default scan profile. */
  async adopt(connectors: readonly string[]): Promise<void> {
    await sql`
      with made as (
        insert into exporter (connection_id)
        select id from connection where connector = any(${connectors}::text[]) and removed_at is null
        on conflict do nothing returning connection_id
      )
      insert into scan_profile_exporter (scan_profile_id, connection_id)
      select p.id, made.connection_id from made join scan_profile p on p.is_default on conflict do nothing
    `.execute(this.#tx)
  }

  /** Makes an exporter of a connection; in the default scan profile or in none. */
  async insert(connectionId: number, propagate: boolean): Promise<void> {
    await sql`insert into exporter (connection_id) values (${connectionId}) on conflict do nothing`.execute(this.#tx)
    if (propagate) {
      await sql`
        insert into scan_profile_exporter (scan_profile_id, connection_id)
        select id, ${connectionId} from scan_profile where is_default on conflict do nothing
      `.execute(this.#tx)
    } else {
      await this.#tx.deleteFrom('scan_profile_exporter').where('connection_id', '=', connectionId).execute()
    }
  }

  /** Those that are neither removed nor paused. */
  async active(): Promise<readonly ExporterRow[]> {
    const { rows } = await sql<ExporterRow>`
      select e.connection_id as "connectionId", c.connector, c.label, c.config, e.hold_until as "holdUntil", e.held_tries as "heldTries",
        false as paused
      from exporter e join connection c on c.id = e.connection_id
      where c.removed_at is null and c.state <> 'paused' order by e.connection_id
    `.execute(this.#tx)
    return rows
  }

  /** The connectors of connections. */
  async connectorsOf(connectionIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { rows } = await sql<{ id: number; connector: string }>`
      select id, connector from connection where id = any(${connectionIds}::bigint[])
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.id, row.connector]))
  }

  /** Held until the transaction ends: only one at a time counts what an exporter has under way. */
  async hold(connectionId: number): Promise<ExporterRow | undefined> {
    const { rows } = await sql<ExporterRow>`
      select e.connection_id as "connectionId", c.connector, c.label, c.config, e.hold_until as "holdUntil", e.held_tries as "heldTries",
        c.state = 'paused' as paused
      from exporter e join connection c on c.id = e.connection_id
      where e.connection_id = ${connectionId} and c.removed_at is null for update of e
    `.execute(this.#tx)
    return rows[0]
  }

  /** Sends nothing before `until`; `null` goes on at once. */
  async setHold(connectionId: number, until: Date | null, tries: number): Promise<void> {
    await this.#tx
      .updateTable('exporter')
      .set({ hold_until: until, held_tries: tries })
      .where('connection_id', '=', connectionId)
      .execute()
  }
}
