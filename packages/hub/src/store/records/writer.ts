import type { RepositoryClue, Target } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export type RecordState = Tables['record']['state']
export type MappingMethod = Tables['mapping']['method']

/** The facts a record's state follows from. */
export interface RecordFacts {
  readonly id: number
  readonly connectionId: number
  readonly ref: string
  readonly name: string
  readonly clue: RepositoryClue | null
  readonly present: boolean
  readonly ignored: boolean
  readonly fault: string | null
  readonly state: RecordState
  readonly stateReason: string
  readonly mapping: {
    readonly productId: number | null
    readonly assetId: number | null
    /** Whether any source control still lists the repository; `true` for what is none. */
    readonly assetPresent: boolean
    readonly hadProduct: boolean
    readonly branch: string | null
    readonly method: MappingMethod
  } | null
}

export interface SyncTarget {
  readonly recordId: number
  readonly assetId: number
  readonly target: Target
  readonly cursor: unknown
  readonly lastCompleteOperationId: number | null
}

const factColumns = sql`r.id, r.connection_id as "connectionId", r.ref, r.name, r.clue, r.present, r.ignored_at is not null as ignored,
  r.fault, r.state, r.state_reason as "stateReason",
  case when m.record_id is null then null else json_build_object('productId', m.product_id, 'assetId', m.asset_id,
    'assetPresent', coalesce(rp.present, true), 'hadProduct', m.had_product, 'branch', m.branch, 'method', m.method) end as mapping`

export class RecordWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Inserts and updates a page of records by the vendor's id. Unchanged ones are not written. */
  async upsert(
    connectionId: number,
    targets: readonly (Target & { readonly content: string })[],
    at: Date,
  ): Promise<{ readonly ids: readonly number[]; readonly created: number; readonly changed: number }> {
    if (targets.length === 0) return { ids: [], created: 0, changed: 0 }
    const columns = [
      column('ref', 'text', targets, (target) => target.ref),
      column('name', 'text', targets, (target) => target.name),
      column('url', 'text', targets, (target) => target.url ?? null),
      column('archived', 'boolean', targets, (target) => target.archived ?? false),
      column('attributes', 'jsonb', targets, (target) => target.attributes),
      column('clue', 'jsonb', targets, (target) => target.repository ?? null),
      column('content', 'uuid', targets, (target) => target.content),
    ]
    const tags = column('tag_list', 'jsonb', targets, (target) => target.tags)
    const { rows: written } = await sql<{ id: number; created: boolean }>`
      insert into record as r (connection_id, ${names(columns)}, tags, first_seen_at, last_seen_at, state, state_reason, state_since)
      select ${connectionId}, ${names(columns)}, array(select jsonb_array_elements_text(tag_list)), ${at}, ${at},
        'NEW', 'Seen for the first time.', ${at}
      from ${unnest('page', [...columns, tags])}
      on conflict (connection_id, ref) do update set name = excluded.name, url = excluded.url, archived = excluded.archived,
        attributes = excluded.attributes, clue = excluded.clue, tags = excluded.tags, content = excluded.content,
        present = true, missing_since = null, last_seen_at = ${at}
      where r.content <> excluded.content or not r.present
      returning r.id, r.xmax = 0 as created
    `.execute(this.#tx)
    const { rows: all } = await sql<{ id: number }>`
      select id from record where connection_id = ${connectionId} and ref = any(${targets.map((target) => target.ref)}::text[])
    `.execute(this.#tx)
    const created = written.filter((row) => row.created).length
    return { ids: all.map((row) => row.id), created, changed: written.length - created }
  }

  /** After a complete discover: records of the connection that were not seen. Returns their ids. */
  async markMissing(connectionId: number, seen: readonly number[], lastSeenAt: Date, at: Date): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      update record set present = false, missing_since = ${at}, last_seen_at = ${lastSeenAt}
      where connection_id = ${connectionId} and present and id <> all(${seen}::bigint[])
      returning id
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Facts of some records, locked. */
  async facts(ids: readonly number[]): Promise<readonly RecordFacts[]> {
    const { rows } = await sql<RecordFacts>`
      select ${factColumns}
      from record r left join mapping m on m.record_id = r.id left join repository rp on rp.asset_id = m.asset_id
      where r.id = any(${ids}::bigint[]) order by r.id for update of r
    `.execute(this.#tx)
    return rows
  }

  /** Records that may be matched better than they are: unmapped ones, own products, and those whose target is gone or back. */
  async matchable(connectionId: number, after: number, limit: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select r.id from record r left join mapping m on m.record_id = r.id left join repository rp on rp.asset_id = m.asset_id
      where r.connection_id = ${connectionId} and r.id > ${after} and r.state <> 'IGNORED'
        and (m.record_id is null or m.asset_id is null or m.method = 'auto-product' or r.state = 'STALE'
          or not rp.present)
      order by r.id limit ${limit}
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  async idsOfConnection(connectionId: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('record')
      .select('id')
      .where('connection_id', '=', connectionId)
      .orderBy('id')
      .execute()
    return rows.map((row) => row.id)
  }

  /** Writes states that changed; the others keep their since-when. */
  async setStates(
    rows: readonly { readonly id: number; readonly state: RecordState; readonly reason: string }[],
    at: Date,
  ): Promise<void> {
    if (rows.length === 0) return
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('state', 'text', rows, (row) => row.state),
      column('reason', 'text', rows, (row) => row.reason),
    ]
    await sql`
      update record r set state = n.state, state_reason = n.reason,
        state_since = case when r.state = n.state then r.state_since else ${at} end
      from ${unnest('n', columns)}
      where r.id = n.id and (r.state, r.state_reason) is distinct from (n.state, n.reason)
    `.execute(this.#tx)
  }

  async setFault(id: number, fault: string | null): Promise<void> {
    await this.#tx.updateTable('record').set({ fault }).where('id', '=', id).execute()
  }

  async ignore(id: number, by: string | null, at: Date | null): Promise<void> {
    await this.#tx.updateTable('record').set({ ignored_at: at, ignored_by: by }).where('id', '=', id).execute()
  }

  async map(
    recordId: number,
    mapping: {
      readonly productId: number | null
      readonly assetId: number
      readonly branch: string | null
      readonly method: MappingMethod
      readonly evidence: unknown
      readonly by: string | null
    },
    at: Date,
  ): Promise<void> {
    const values = {
      product_id: mapping.productId,
      asset_id: mapping.assetId,
      branch: mapping.branch,
      had_product: mapping.productId !== null,
      method: mapping.method,
      evidence: JSON.stringify(mapping.evidence),
      created_by: mapping.by,
      created_at: at,
    }
    await this.#tx
      .insertInto('mapping')
      .values({ record_id: recordId, ...values })
      .onConflict((conflict) => conflict.column('record_id').doUpdateSet(values))
      .execute()
  }

  async unmap(recordId: number): Promise<void> {
    await this.#tx.deleteFrom('mapping').where('record_id', '=', recordId).execute()
  }

  /** Where each record's findings go, held until the transaction ends. Only GOOD records have an answer. */
  async holdAssets(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const { rows } = await sql<{ recordId: number; assetId: number }>`
      select m.record_id as "recordId", m.asset_id as "assetId"
      from mapping m join record r on r.id = m.record_id
      where m.record_id = any(${ids}::bigint[]) and r.state = 'GOOD' and m.asset_id is not null
      order by m.record_id for share of m
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.recordId, row.assetId]))
  }

  /** The GOOD records of a connection, as targets for `sync`. */
  async syncTargets(connectionId: number, ids: readonly number[] | null): Promise<readonly SyncTarget[]> {
    const rows = await this.#tx
      .selectFrom('record as r')
      .innerJoin('mapping as m', 'm.record_id', 'r.id')
      .select([
        'r.id',
        'r.ref',
        'r.name',
        'r.url',
        'r.tags',
        'r.attributes',
        'r.clue',
        'r.archived',
        'r.cursor',
        'r.last_complete_operation_id',
        'm.asset_id',
      ])
      .where('r.connection_id', '=', connectionId)
      .where('r.state', '=', 'GOOD')
      .$if(ids !== null, (query) => query.where(sql<boolean>`r.id = any(${ids}::bigint[])`))
      .orderBy('r.id')
      .execute()
    return rows.flatMap((row) =>
      row.asset_id === null
        ? []
        : [
            {
              recordId: row.id,
              assetId: row.asset_id,
              cursor: row.cursor,
              lastCompleteOperationId: row.last_complete_operation_id,
              target: {
                ref: row.ref,
                name: row.name,
                ...(row.url !== null && { url: row.url }),
                ...(isClue(row.clue) && { repository: row.clue }),
                tags: row.tags,
                archived: row.archived,
                attributes: row.attributes,
              },
            },
          ],
    )
  }

  async completed(ids: readonly number[], operationId: number, cursor: unknown, at: Date): Promise<void> {
    await this.#tx
      .updateTable('record')
      .set({
        last_complete_sync_at: at,
        last_complete_operation_id: operationId,
        cursor: cursor === undefined ? null : JSON.stringify(cursor),
      })
      .where(sql<boolean>`id = any(${ids}::bigint[])`)
      .execute()
  }

  /** The next sync lists everything again; after a change of rules. */
  async forgetCursors(connectionId: number): Promise<void> {
    await this.#tx.updateTable('record').set({ cursor: null }).where('connection_id', '=', connectionId).execute()
  }

  /** Records whose mapping leads to one of the assets or to the product. */
  async mappedTo(assetId: number | null, productId: number | null): Promise<readonly number[]> {
    const { rows } = await sql<{ recordId: number }>`
      select record_id as "recordId" from mapping
      where (${assetId}::bigint is not null and asset_id = ${assetId}::bigint)
        or (${productId}::bigint is not null and product_id = ${productId}::bigint)
    `.execute(this.#tx)
    return rows.map((row) => row.recordId)
  }
}

function isClue(value: unknown): value is RepositoryClue {
  return typeof value === 'object' && value !== null && 'urls' in value
}
