import { type Kysely, sql } from 'kysely'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

/** A sighting that the import rules left out, as far as people need it to recognise it. `severity` is a rank. */
export interface FilteredEntry {
  readonly recordId: number
  readonly externalId: string
  readonly reason: string
  readonly kind: string
  readonly severity: number
  /** The identifier it goes by, else its title. */
  readonly name: string
}

/** What the import rules left out of one vendor page. `digest` is the same for the same entries. */
export interface FilteredPage {
  readonly digest: string
  readonly entries: readonly FilteredEntry[]
}

/** The part of an operation a read belongs to. */
export interface ReadScope {
  readonly connectionId: number
  readonly recordIds: readonly number[]
  readonly operationId: number
  readonly scope: number
}

/** A part that was not looked at; `null` means every record of the scope, every family. */
interface LedgerGap {
  readonly recordId: number | null
  readonly kind: string | null
}

/** The entries of the pages that `stale` takes away, of which those that are still true come back under a digest of their own. */
const entries = sql`
  from stale p cross join lateral unnest(p.entry_record_ids, p.entry_external_ids, p.entry_reasons, p.entry_kinds,
    p.entry_severities, p.entry_names) with ordinality as e (record_id, external_id, reason, kind, severity, name, n)`
const columns = sql`connection_id, digest, operation_id, at, record_ids, reasons, entry_record_ids, entry_external_ids,
  entry_reasons, entry_kinds, entry_severities, entry_names`
const remainder = sql`
  select p.connection_id, gen_random_uuid(), p.operation_id, p.at, array_agg(distinct e.record_id), array_agg(distinct e.reason),
    array_agg(e.record_id order by e.n), array_agg(e.external_id order by e.n), array_agg(e.reason order by e.n),
    array_agg(e.kind order by e.n), array_agg(e.severity order by e.n), array_agg(e.name order by e.n)`
const byPage = sql`group by p.connection_id, p.digest, p.operation_id, p.at`

/**
 * The ledger of what import rules left out. A page is kept under the digest of its entries, and each read notes the digests
 * it saw: what an unfinished read found stands beside what was known before, and a page that reads the same is not written.
 */
export class FilteredWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async add(connectionId: number, operationId: number, page: FilteredPage, at: Date): Promise<void> {
    const rows = page.entries
    const lists = [
      column('entry_record_ids', 'bigint', rows, (row) => row.recordId),
      column('entry_external_ids', 'text', rows, (row) => row.externalId),
      column('entry_reasons', 'text', rows, (row) => row.reason),
      column('entry_kinds', 'text', rows, (row) => row.kind),
      column('entry_severities', 'smallint', rows, (row) => row.severity),
      column('entry_names', 'text', rows, (row) => row.name),
    ]
    const recordIds = [...new Set(rows.map((row) => row.recordId))]
    const reasons = [...new Set(rows.map((row) => row.reason))]
    await sql`
      insert into filtered_page (connection_id, digest, operation_id, at, record_ids, reasons, ${names(lists)})
      values (${connectionId}, ${page.digest}, ${operationId}, ${at}, ${recordIds}::bigint[], ${reasons}::text[],
        ${sql.join(lists.map((list) => sql`${list.values}::${sql.raw(list.type)}[]`))})
      on conflict do nothing
    `.execute(this.#tx)
  }

  /** After a read that saw everything of its records but the gaps: drops what is known of them and was not seen in it. */
  async replace({ connectionId, recordIds, operationId, scope }: ReadScope, gaps: readonly LedgerGap[]): Promise<void> {
    const gap = [
      column('record_id', 'bigint', gaps, ({ recordId }) => recordId),
      column('kind', 'text', gaps, ({ kind }) => kind),
    ]
    await sql`
      with stale as (
        delete from filtered_page
        where connection_id = ${connectionId} and record_ids && ${recordIds}::bigint[] and digest not in (
          select filtered from sync_page where operation_id = ${operationId} and scope = ${scope} and filtered is not null
        )
        returning *
      )
      insert into filtered_page (${columns})
      ${remainder} ${entries}
      where e.record_id <> all(${recordIds}::bigint[]) or exists (
        select from ${unnest('gap', gap)}
        where coalesce(gap.record_id, e.record_id) = e.record_id and coalesce(gap.kind, e.kind) = e.kind
      )
      ${byPage}
    `.execute(this.#tx)
  }

  /** After a read that saw a part: drops what it saw anew, and what the vendor says is gone; the rest stays as it was. */
  async refresh(
    { connectionId, recordIds, operationId, scope }: ReadScope,
    gone: readonly { readonly recordId: number; readonly externalId: string }[],
  ): Promise<void> {
    await sql`
      with fresh as materialized (
        select distinct filtered as digest from sync_page
        where operation_id = ${operationId} and scope = ${scope} and filtered is not null
      ), seen as materialized (
        select e.record_id, e.external_id from fresh join filtered_page p using (digest)
        cross join lateral unnest(p.entry_record_ids, p.entry_external_ids) as e (record_id, external_id)
        where p.connection_id = ${connectionId}
        union
        select * from unnest(${gone.map((item) => item.recordId)}::bigint[], ${gone.map((item) => item.externalId)}::text[])
      ), stale as (
        delete from filtered_page
        where connection_id = ${connectionId} and record_ids && ${recordIds}::bigint[]
          and exists (select from seen) and digest not in (select digest from fresh)
          and exists (
            select from unnest(entry_record_ids, entry_external_ids) as e (record_id, external_id) join seen using (record_id, external_id)
          )
        returning *
      )
      insert into filtered_page (${columns})
      ${remainder} ${entries}
      where not exists (select from seen where seen.record_id = e.record_id and seen.external_id = e.external_id) ${byPage}
    `.execute(this.#tx)
  }
}
