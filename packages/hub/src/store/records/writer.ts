import type { ImageEvidence, RepositoryClue, Target } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import type { RecordCause } from '../../domain/record-state.ts'
import { column, names, unnest } from '../bulk.ts'
import { recordsWithProfile } from '../scan-profiles/in-force.ts'
import type { Tables } from '../tables.ts'

export type RecordState = Tables['record']['state']
export type MappingMethod = Tables['mapping']['method']

/** The facts a record's state follows from. */
export interface RecordFacts {
  readonly id: number
  readonly connectionId: number
  readonly ref: string
  readonly name: string
  readonly url: string | null
  readonly tags: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
  readonly clue: RepositoryClue | null
  readonly image: ImageEvidence | null
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
    /** Whether it leads to a repository rather than only to a product. */
    readonly inRepository: boolean
    readonly hadProduct: boolean
    /** The image it is mapped as. */
    readonly imageId: number | null
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
  /** Import rules of its scan profile that this run goes by. */
  readonly profileRules: unknown
}

const factColumns = sql`r.id, r.connection_id as "connectionId", r.ref, r.name, r.url, r.tags, r.attributes, r.clue, r.image, r.present, r.ignored_at is not null as ignored,
  r.fault, r.state, r.state_reason as "stateReason",
  case when m.record_id is null then null else json_build_object('productId', m.product_id, 'assetId', m.asset_id,
    'assetPresent', coalesce(rp.present, true), 'inRepository', rp.asset_id is not null, 'hadProduct', m.had_product, 'imageId', m.image_id, 'branch', m.branch, 'method', m.method) end as mapping`

export class RecordWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Inserts and updates a page of records by the vendor's id. Unchanged ones are not written. */
  async upsert(
    { connectionId, operationId }: { readonly connectionId: number; readonly operationId: number },
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
      column('image', 'jsonb', targets, (target) => target.image ?? null),
      column('content', 'uuid', targets, (target) => target.content),
    ]
    const tags = column('tag_list', 'jsonb', targets, (target) => target.tags)
    const { rows: written } = await sql<{ id: number; created: boolean }>`
      with former as materialized (
        select ref, name, present from record
        where connection_id = ${connectionId} and ref = any(${targets.map((target) => target.ref)}::text[])
      ),
      written as (insert into record as r (connection_id, ${names(columns)}, tags, first_seen_at, last_seen_at, state, state_reason, state_since)
      select ${connectionId}, ${names(columns)}, array(select jsonb_array_elements_text(tag_list)), ${at}, ${at},
        'NEW', 'Seen for the first time.', ${at}
      from ${unnest('page', [...columns, tags])}
      on conflict (connection_id, ref) do update set name = excluded.name, url = excluded.url, archived = excluded.archived,
        attributes = excluded.attributes, clue = excluded.clue, image = excluded.image, tags = excluded.tags, content = excluded.content,
        present = true, missing_since = null, last_seen_at = ${at}
      where r.content <> excluded.content or not r.present
      returning r.id, r.ref, r.name, r.xmax = 0 as created, r.state_cause, r.state_reason),
      told as (
        insert into record_event (record_id, at, kind, to_state, cause, reason)
        select id, ${at}, 'state', 'NEW', state_cause, state_reason from written where created
      ),
      different as (
        insert into discover_change (operation_id, change, record_id, name, former_name)
        select ${operationId}, case when created then 'new' when f.present then 'renamed' else 'back' end, w.id, w.name,
          nullif(f.name, w.name)
        from written w left join former f on f.ref = w.ref
        where created or not f.present or f.name <> w.name order by w.id
      )
      select id, created from written
    `.execute(this.#tx)
    const { rows: all } = await sql<{ id: number }>`
      select id from record where connection_id = ${connectionId} and ref = any(${targets.map((target) => target.ref)}::text[])
    `.execute(this.#tx)
    const created = written.filter((row) => row.created).length
    return { ids: all.map((row) => row.id), created, changed: written.length - created }
  }

  /** After a complete discover: records of the connection that were not seen. Returns their ids. */
  async markMissing(
    { connectionId, operationId }: { readonly connectionId: number; readonly operationId: number },
    seen: readonly number[],
    lastSeenAt: Date,
    at: Date,
  ): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      with gone as (
        update record set present = false, missing_since = ${at}, last_seen_at = ${lastSeenAt}
        where connection_id = ${connectionId} and present and id <> all(${seen}::bigint[])
        returning id, name
      ),
      different as (
        insert into discover_change (operation_id, change, record_id, name)
        select ${operationId}, 'gone', id, name from gone order by id
      )
      select id from gone
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
        and (m.record_id is null or m.asset_id is null or m.method in ('auto-product', 'rule', 'image') or r.state = 'STALE'
          or not rp.present)
      order by r.id limit ${limit}
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Records that mapping rules may map: unmapped ones, and where `automatic` those with a product of their own, by ascending id. */
  async ruled(after: number, limit: number, automatic: boolean): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select r.id from record r join connection c on c.id = r.connection_id and c.removed_at is null
        left join mapping m on m.record_id = r.id
      where r.id > ${after} and r.present and r.ignored_at is null
        and (m.record_id is null or (${automatic} and m.method = 'auto-product'))
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

  /** Writes states that changed, and their history; the others keep their since-when. `by` is the person behind it, if any. */
  async setStates(
    rows: readonly {
      readonly id: number
      readonly state: RecordState
      readonly cause: RecordCause
      readonly reason: string
    }[],
    by: string | null,
    at: Date,
  ): Promise<void> {
    if (rows.length === 0) return
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('state', 'text', rows, (row) => row.state),
      column('cause', 'text', rows, (row) => row.cause),
      column('reason', 'text', rows, (row) => row.reason),
    ]
    // The records are locked by whoever worked out their states, so what is read as the former state is the former state.
    await sql`
      with changed as (
        update record r set state = n.state, state_cause = n.cause, state_reason = n.reason,
          state_since = case when r.state = n.state then r.state_since else ${at} end
        from ${unnest('n', columns)} join record former on former.id = n.id
        where r.id = n.id and (r.state, r.state_cause, r.state_reason) is distinct from (n.state, n.cause, n.reason)
        returning r.id, former.state as was, r.state, r.state_cause, r.state_reason
      )
      insert into record_event (record_id, at, kind, from_state, to_state, cause, reason, actor)
      select id, ${at}, 'state', was, state, state_cause, state_reason, ${by} from changed where was <> state order by id
    `.execute(this.#tx)
  }

  async setFault(id: number, fault: string | null): Promise<void> {
    await this.#tx.updateTable('record').set({ fault }).where('id', '=', id).execute()
  }

  async ignore(id: number, by: string | null, at: Date | null): Promise<void> {
    await this.#tx.updateTable('record').set({ ignored_at: at, ignored_by: by }).where('id', '=', id).execute()
  }

  /** The next sync of a record lists everything again. */
  async forgetCursor(id: number): Promise<void> {
    await this.#tx.updateTable('record').set({ cursor: null }).where('id', '=', id).execute()
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

  /**
   * Notes the import rules of scan profiles by which a run that begins reads these GOOD records, to its end. Where they are others than
   * those of the run before, everything is listed again.
   */
  async noteProfileRules(connectionId: number, ids: readonly number[] | null): Promise<void> {
    await sql`
      update record set profile_rules = n.rules, cursor = null
      from (
        select r.id, coalesce(profile.rules, '{}') as rules from ${recordsWithProfile}
        where r.connection_id = ${connectionId} and r.state = 'GOOD' and (${ids}::bigint[] is null or r.id = any(${ids}::bigint[]))
      ) n
      where record.id = n.id and record.profile_rules <> n.rules
    `.execute(this.#tx)
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
        'r.image',
        'r.archived',
        'r.cursor',
        'r.last_complete_operation_id',
        'r.profile_rules',
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
              profileRules: row.profile_rules,
              target: {
                ref: row.ref,
                name: row.name,
                ...(row.url !== null && { url: row.url }),
                ...(isClue(row.clue) && { repository: row.clue }),
                ...(isImage(row.image) && { image: row.image }),
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

function isImage(value: unknown): value is ImageEvidence {
  return typeof value === 'object' && value !== null && 'registry' in value
}

function isClue(value: unknown): value is RepositoryClue {
  return typeof value === 'object' && value !== null && 'urls' in value
}
