import { type Kysely, sql } from 'kysely'
import { openStatuses } from '../../domain/status.ts'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'
import type { FixableRow, FollowingRemediation } from './shapes.ts'

const fixable = sql`v.id, v.asset_id as "assetId", v.kind, v.name, k.key as "packageKey", k.type as "packageType", k.name as "packageName",
  ia.id as "imageId", ia.name as "imageName", v.location as path, r.id as "remediationId",
  r.state as "remediationState", r.group_key as "remediationKey", coalesce((
    select json_agg(json_build_object('purl', f.purl, 'told', f.extra ->> 'packageVersion', 'fixedVersion', f.fixed_version,
      'direct', f.direct, 'through', f.extra -> 'through', 'base', f.extra -> 'base') order by f.id)
    from finding f where f.vulnerability_id = v.id and f.present
  ), '[]') as sightings`
const fixableFrom = sql`vulnerability v left join package k on k.id = v.package_id join asset a on a.id = v.asset_id
  left join asset ia on ia.id = coalesce(v.image_id, case when a.kind = 'image' then a.id end)
  left join remediation_vulnerability l on l.vulnerability_id = v.id left join remediation r on r.id = l.remediation_id`

/** What the hub proposes by itself, and what it is made of. */
export class ProposalWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Takes one asset that has to be looked at again and that nobody else looks at; `null` for none. */
  async takeStale(): Promise<number | null> {
    const { rows } = await sql<{ assetId: number }>`
      delete from stale_proposal where asset_id = (
        select asset_id from stale_proposal order by since, asset_id limit 1 for update skip locked
      ) returning asset_id as "assetId"
    `.execute(this.#tx)
    return rows[0]?.assetId ?? null
  }

  /** These repositories and images have to be looked at again. */
  async mark(assetIds: readonly number[]): Promise<void> {
    if (assetIds.length === 0) return
    await sql`
      insert into stale_proposal (asset_id) select distinct id from unnest(${assetIds}::bigint[]) as id order by 1 on conflict do nothing
    `.execute(this.#tx)
  }

  /** The open vulnerabilities of an asset, a page at a time in the order of their ids. */
  async fixableOf(assetId: number, after: number, limit: number): Promise<readonly FixableRow[]> {
    const { rows } = await sql<FixableRow>`
      select ${fixable} from ${fixableFrom}
      where v.asset_id = ${assetId} and v.status = any(${openStatuses}::text[]) and v.id > ${after} order by v.id limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  /** The same for some vulnerabilities; those that are not open are missing. */
  async fixable(ids: readonly number[]): Promise<readonly FixableRow[]> {
    const { rows } = await sql<FixableRow>`
      select ${fixable} from ${fixableFrom}
      where v.id = any(${ids}::bigint[]) and v.status = any(${openStatuses}::text[]) order by v.id
    `.execute(this.#tx)
    return rows
  }

  /** What still follows its fix group in an asset, held until the transaction ends. */
  async following(assetId: number): Promise<readonly FollowingRemediation[]> {
    const { rows } = await sql<FollowingRemediation>`
      select r.id, r.group_key as "groupKey", r.state, r.title, r.told_title is not null as "hasOwnTitle", r.mode, r.fix, array(
        select vulnerability_id from remediation_vulnerability where remediation_id = r.id order by 1
      ) as closes
      from remediation r
      where r.asset_id = ${assetId} and r.group_key is not null and r.state in ('proposed', 'open', 'reopened')
      order by r.id for update
    `.execute(this.#tx)
    return rows
  }

  /** Writes what changed of the fixes. */
  async rewrite(rows: readonly Pick<FollowingRemediation, 'id' | 'title' | 'mode' | 'fix'>[], at: Date): Promise<void> {
    if (rows.length === 0) return
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('title', 'text', rows, (row) => row.title),
      column('mode', 'text', rows, (row) => row.mode),
      column('fix', 'jsonb', rows, (row) => row.fix),
    ]
    await sql`
      update remediation r set title = coalesce(r.told_title, n.title), mode = n.mode, fix = n.fix, updated_at = ${at}
      from ${unnest('n', columns)} where r.id = n.id
    `.execute(this.#tx)
  }

  /** Vulnerabilities that a proposal does not close any more. */
  async unlink(vulnerabilityIds: readonly number[]): Promise<void> {
    if (vulnerabilityIds.length === 0) return
    await sql`delete from remediation_vulnerability where vulnerability_id = any(${vulnerabilityIds}::bigint[])`.execute(
      this.#tx,
    )
  }

  /** A proposal that closes nothing any more was never anybody's work: nothing of it is kept. */
  async withdraw(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await sql`delete from remediation where id = any(${ids}::bigint[]) and state = 'proposed'`.execute(this.#tx)
  }
}
