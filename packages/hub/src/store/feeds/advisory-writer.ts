import { type Kysely, sql } from 'kysely'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

type Link = readonly [string, string]

/** What an advisory says of other names of its problem. */
export interface AdvisoryRow {
  readonly identifier: string
  readonly modifiedAt: Date
  readonly links: readonly Link[]
}

/** Which identifiers the advisory feed says name one problem. */
export class AdvisoryWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Those of the identifiers that a scanner named, with the time of the advisory that was read last; `null` for none yet. */
  async known(identifiers: readonly string[]): Promise<ReadonlyMap<string, Date | null>> {
    const { rows } = await sql<{ identifier: string; modifiedAt: Date | null }>`
      select a.identifier, v.modified_at as "modifiedAt" from alias a left join advisory v on v.identifier = a.identifier
      where a.identifier = any(${identifiers}::text[])
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.identifier, row.modifiedAt]))
  }

  /** Remembers what advisories say, in place of what they said before. Returns the links they said before and no longer do. */
  async save(rows: readonly AdvisoryRow[]): Promise<readonly Link[]> {
    const ids = rows.map((row) => row.identifier)
    const advisories = [
      column('identifier', 'text', rows, (row) => row.identifier),
      column('modified_at', 'timestamptz', rows, (row) => row.modifiedAt),
    ]
    await sql`
      insert into advisory as v (identifier, modified_at) select identifier, modified_at from ${unnest('n', advisories)}
      on conflict (identifier) do update set modified_at = excluded.modified_at where v.modified_at <> excluded.modified_at
    `.execute(this.#tx)
    const said = rows.flatMap(({ identifier, links }) => links.map(([a, b]) => ({ a, b, advisory: identifier })))
    const links = [
      column('a', 'text', said, (row) => row.a),
      column('b', 'text', said, (row) => row.b),
      column('advisory', 'text', said, (row) => row.advisory),
    ]
    const gone = await sql<{ a: string; b: string }>`
      delete from advisory_link l where advisory = any(${ids}::text[]) and not exists (
        select 1 from ${unnest('n', links)} where n.a = l.a and n.b = l.b and n.advisory = l.advisory)
      returning a, b
    `.execute(this.#tx)
    await sql`
      insert into advisory_link (a, b, advisory) select a, b, advisory from ${unnest('n', links)} on conflict do nothing
    `.execute(this.#tx)
    return gone.rows.map(({ a, b }) => [a, b])
  }

  /** Those of the links that some advisory vouches for. */
  async vouched(links: readonly Link[]): Promise<readonly Link[]> {
    if (links.length === 0) return []
    const { rows } = await sql<{ a: string; b: string }>`
      select distinct l.a, l.b from advisory_link l
      join unnest(${links.map(([a]) => a)}::text[], ${links.map(([, b]) => b)}::text[]) as n (a, b) on n.a = l.a and n.b = l.b
    `.execute(this.#tx)
    return rows.map(({ a, b }) => [a, b])
  }

  /** How many advisories are remembered. */
  async count(): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*) as n from advisory`.execute(this.#tx)
    return rows[0]?.n ?? 0
  }
}
