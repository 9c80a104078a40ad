import { type Kysely, sql } from 'kysely'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export interface ScopeRow {
  readonly scope: number
  readonly recordIds: readonly number[]
  readonly state: Tables['sync_scope']['state']
  readonly position: string | null
  readonly pages: number
  readonly setAside: number
  /** Why it ended as it did. */
  readonly note: string | null
}

/** One page as the ledger keeps it. `position` is where to go on, `setAside` how many rows could not be read. */
export interface LedgerPage {
  readonly operationId: number
  readonly scope: number
  readonly number: number
  readonly position: string | null
  readonly setAside: number
  readonly findingIds: readonly number[]
  /** Digest of what the import rules left out, see `FilteredWriter.add`. */
  readonly filtered: string | null
}

/** The parts of a sync and the ledger of what each page saw. */
export class ScopeWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async list(operationId: number): Promise<readonly ScopeRow[]> {
    const rows = await this.#tx
      .selectFrom('sync_scope')
      .select(['scope', 'record_ids as recordIds', 'state', 'position', 'pages', 'set_aside as setAside', 'note'])
      .where('operation_id', '=', operationId)
      .orderBy('scope')
      .execute()
    return rows
  }

  async create(operationId: number, groups: readonly (readonly number[])[]): Promise<void> {
    if (groups.length === 0) return
    await this.#tx
      .insertInto('sync_scope')
      .values(
        groups.map((recordIds, scope) => ({
          operation_id: operationId,
          scope,
          record_ids: [...recordIds],
          state: 'waiting' as const,
        })),
      )
      .execute()
  }

  /** Notes a page: where to go on, and which findings it saw. After a page that does not say, one goes on where the last one did. */
  async addPage(page: LedgerPage): Promise<void> {
    await sql`
      with ledger as (
        insert into sync_page (operation_id, scope, page, finding_ids, filtered)
        values (${page.operationId}, ${page.scope}, ${page.number}, ${page.findingIds}::bigint[], ${page.filtered}::uuid)
      )
      update sync_scope set state = 'reading', position = coalesce(${page.position}::text, position), pages = ${page.number + 1},
        set_aside = set_aside + ${page.setAside}
      where operation_id = ${page.operationId} and scope = ${page.scope}
    `.execute(this.#tx)
  }

  /** Forgets what was read of a scope; for listings that cannot resume. */
  async restart(operationId: number, scope: number): Promise<void> {
    await this.#tx.deleteFrom('sync_page').where('operation_id', '=', operationId).where('scope', '=', scope).execute()
    await this.#tx
      .updateTable('sync_scope')
      .set({ state: 'waiting', position: null, pages: 0, set_aside: 0 })
      .where('operation_id', '=', operationId)
      .where('scope', '=', scope)
      .execute()
  }

  async finish(operationId: number, scope: number, state: ScopeRow['state'], note: string | null): Promise<void> {
    await this.#tx
      .updateTable('sync_scope')
      .set({ state, note })
      .where('operation_id', '=', operationId)
      .where('scope', '=', scope)
      .execute()
  }

  /** Rows of the scope that could not be read, over all its pages. */
  async setAside(operationId: number, scope: number): Promise<number> {
    const row = await this.#tx
      .selectFrom('sync_scope')
      .select('set_aside')
      .where('operation_id', '=', operationId)
      .where('scope', '=', scope)
      .executeTakeFirst()
    return row?.set_aside ?? 0
  }

  async held(operationId: number): Promise<readonly ScopeRow[]> {
    const rows = await this.list(operationId)
    return rows.filter((row) => row.state === 'held')
  }

  /** By record: how many findings are present in the families given, and which of them no page of the scope saw. */
  async unseen(
    operationId: number,
    scope: number,
    covered: readonly { readonly recordId: number; readonly kind: string }[],
  ): Promise<ReadonlyMap<number, { readonly present: number; readonly unseen: readonly number[] }>> {
    const columns = [
      column('record_id', 'bigint', covered, (part) => part.recordId),
      column('kind', 'text', covered, (part) => part.kind),
    ]
    // Grouped rather than joined: a planner that takes a ledger for short would compare every finding with every line of it.
    const { rows } = await sql<{ recordId: number; present: number; unseen: readonly number[] }>`
      select record_id as "recordId", count(*)::int as present, coalesce(array_agg(id) filter (where not seen), '{}') as unseen
      from (
        select max(record_id) as record_id, id, bool_or(seen) as seen from (
          select f.record_id, f.id, false as seen from ${unnest('covered', columns)}
          join finding f on f.record_id = covered.record_id and f.kind = covered.kind and f.present
          union all
          select null, unnest(finding_ids), true from sync_page where operation_id = ${operationId} and scope = ${scope}
        ) told group by id
      ) finding where record_id is not null group by record_id
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.recordId, row]))
  }

  /** Replaces the ledger of a held scope by the findings that wait for confirmation. */
  async hold(operationId: number, scope: number, findingIds: readonly number[]): Promise<void> {
    await this.#keepFiltered(operationId)
    await this.#tx.deleteFrom('sync_page').where('operation_id', '=', operationId).where('scope', '=', scope).execute()
    await sql`
      insert into sync_page (operation_id, scope, page, finding_ids) values (${operationId}, ${scope}, 0, ${findingIds}::bigint[])
    `.execute(this.#tx)
  }

  /** The findings of a held scope that wait for confirmation. */
  async heldFindings(operationId: number, scope: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select unnest(finding_ids) as id from sync_page where operation_id = ${operationId} and scope = ${scope}
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Whether a later operation has read anything of these records. */
  async readSince(recordIds: readonly number[], operationId: number): Promise<boolean> {
    const { rows } = await sql`
      select 1 from sync_scope
      where operation_id > ${operationId} and record_ids && ${recordIds}::bigint[]
        and (pages > 0 or state in ('complete', 'changes', 'held'))
      limit 1
    `.execute(this.#tx)
    return rows.length > 0
  }

  /** Drops the ledgers of ended operations; a held one keeps what waits for confirmation. */
  async prune(operationId: number): Promise<void> {
    await this.#keepFiltered(operationId)
    await sql`
      delete from sync_page p using sync_scope s
      where p.operation_id = ${operationId} and s.operation_id = p.operation_id and s.scope = p.scope and s.state <> 'held'
    `.execute(this.#tx)
  }

  /** What the operation's pages left out stays known to its scopes when their ledgers go. */
  async #keepFiltered(operationId: number): Promise<void> {
    await sql`
      update sync_scope s set filtered = told.digests from (
        select scope, array_agg(filtered order by page) as digests from sync_page
        where operation_id = ${operationId} and filtered is not null group by scope
      ) told where s.operation_id = ${operationId} and s.scope = told.scope
    `.execute(this.#tx)
  }
}
