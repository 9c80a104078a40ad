import { type Kysely, sql } from 'kysely'
import type { FeedId } from '../../domain/feeds/feed.ts'
import { column, unnest } from '../bulk.ts'
import type { FeedTable } from '../priority-tables.ts'
import type { Tables } from '../tables.ts'

/** What a server gave to ask for changes by. */
export interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
}

/** What is held of a feed. */
export interface FeedState {
  readonly id: FeedId
  readonly version: string | null
  /** Of when the data is, as its publisher says. */
  readonly dataAt: Date | null
  readonly rows: number | null
  readonly source: FeedTable['source']
  readonly address: string | null
  readonly validators: Validators | null
  readonly changedAt: Date | null
  readonly fetchedAt: Date | null
  readonly triedAt: Date | null
  readonly problem: string | null
}

export interface Edition {
  readonly version: string | null
  readonly dataAt: Date | null
  readonly rows: number
  readonly source: 'address' | 'file'
  readonly address: string | null
  readonly validators: Validators | null
}

export interface KnownExploitedRow {
  readonly identifier: string
  /** `YYYY-MM-DD` */
  readonly addedOn: string
  readonly dueOn: string | null
  readonly ransomware: boolean
}

export interface ScoreRow {
  readonly identifier: string
  readonly score: number
  readonly percentile: number
}

export const feedColumns = sql`f.id, f.version, f.data_at as "dataAt", f.rows, f.source, f.address, f.validators,
  f.changed_at as "changedAt", f.fetched_at as "fetchedAt", f.tried_at as "triedAt", f.problem`

/** Data of the public feeds. What a publisher takes back goes, what it did not change is left alone. */
export class FeedWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async find(id: FeedId): Promise<FeedState | undefined> {
    const { rows } = await sql<FeedState>`select ${feedColumns} from feed f where f.id = ${id} for update`.execute(this.#tx)
    return rows[0]
  }

  /** Replaces the whole catalogue. Returns the identifiers for which something changed. */
  async replaceKnownExploited(rows: readonly KnownExploitedRow[]): Promise<readonly string[]> {
    const columns = [
      column('identifier', 'text', rows, (row) => row.identifier),
      column('added_on', 'text', rows, (row) => row.addedOn),
      column('due_on', 'text', rows, (row) => row.dueOn),
      column('ransomware', 'boolean', rows, (row) => row.ransomware),
    ]
    const result = await sql<{ identifier: string }>`
      with fresh as materialized (
        select identifier, added_on::date as added_on, due_on::date as due_on, ransomware from ${unnest('n', columns)}
      ), gone as (
        delete from known_exploited k where not exists (select 1 from fresh f where f.identifier = k.identifier)
        returning identifier
      ), put as (
        insert into known_exploited as k (identifier, added_on, due_on, ransomware) select * from fresh
        on conflict (identifier) do update
          set added_on = excluded.added_on, due_on = excluded.due_on, ransomware = excluded.ransomware
          where (k.added_on, k.due_on, k.ransomware)
            is distinct from (excluded.added_on, excluded.due_on, excluded.ransomware)
        returning identifier
      )
      select identifier from gone union all select identifier from put
    `.execute(this.#tx)
    return result.rows.map((row) => row.identifier)
  }

  /**
   * Replaces the scores of the identifiers after `after` up to the last of `rows`, which are in order; `last`: up to the end.
   * Returns the identifiers for which something changed.
   */
  async replaceScores(after: string, rows: readonly ScoreRow[], last: boolean): Promise<readonly string[]> {
    const columns = [
      column('identifier', 'text', rows, (row) => row.identifier),
      column('score', 'real', rows, (row) => row.score),
      column('percentile', 'real', rows, (row) => row.percentile),
    ]
    const end = rows.at(-1)?.identifier ?? after
    const result = await sql<{ identifier: string }>`
      with fresh as materialized (select * from ${unnest('n', columns)}), gone as (
        delete from epss_score s where s.identifier > ${after} and (${last} or s.identifier <= ${end})
          and not exists (select 1 from fresh f where f.identifier = s.identifier)
        returning identifier
      ), put as (
        insert into epss_score as s (identifier, score, percentile) select identifier, score, percentile from fresh
        on conflict (identifier) do update set score = excluded.score, percentile = excluded.percentile
          where (s.score, s.percentile) is distinct from (excluded.score, excluded.percentile)
        returning identifier
      )
      select identifier from gone union all select identifier from put
    `.execute(this.#tx)
    return result.rows.map((row) => row.identifier)
  }

  /** The data held is this edition now. */
  async settle(id: FeedId, edition: Edition, at: Date): Promise<void> {
    const row = {
      version: edition.version,
      data_at: edition.dataAt,
      rows: edition.rows,
      source: edition.source,
      address: edition.address,
      validators: edition.validators === null ? null : JSON.stringify(edition.validators),
      changed_at: at,
      fetched_at: at,
      tried_at: at,
      problem: null,
    }
    await this.#put(id, row)
  }

  /** The data held is still the newest. */
  async confirm(id: FeedId, at: Date): Promise<void> {
    await this.#put(id, { fetched_at: at, tried_at: at, problem: null })
  }

  /** Newer data could not be had; what is held stays. */
  async fail(id: FeedId, problem: string, at: Date): Promise<void> {
    await this.#put(id, { tried_at: at, problem })
  }

  async #put(id: FeedId, row: Partial<Omit<FeedTable, 'id' | 'validators'>> & { readonly validators?: string | null }) {
    await this.#tx
      .insertInto('feed')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
  }
}
