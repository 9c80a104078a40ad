import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../domain/notification.ts'
import { openStatuses } from '../../domain/status.ts'
import type { ChangeKind, ChangesCursor } from '../../domain/vulnerability-change.ts'
import type { Tables } from '../tables.ts'
import { inNews, inNewsFrom, type VulnerabilityInNews } from './breach-writer.ts'
import { inReach } from './reach.ts'
import type { AboutConnection } from './writer.ts'

/** What happened to one vulnerability; of one that is gone only what was written down then. */
export interface ChangeRow extends ChangesCursor {
  readonly vulnerabilityId: number
  readonly kind: ChangeKind
  readonly at: Date
  readonly before: string | null
  readonly after: string
  readonly reason: string | null
  /** Rank. */
  readonly severity: number
  readonly vulnerabilityKind: string | null
  readonly name: string | null
  readonly title: string | null
  readonly packageName: string | null
  readonly location: string | null
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date | null
  readonly lastSeenAt: Date | null
  readonly productId: number | null
  readonly productName: string | null
  readonly repositoryId: number | null
  readonly repositoryName: string | null
  readonly imageId: number | null
  readonly imageName: string | null
}

export interface NewCritical extends VulnerabilityInNews {
  /** `null` for what a later sync brought. */
  readonly firstImport: AboutConnection | null
}

export interface ChangesWanted extends Reach {
  readonly kinds: readonly ChangeKind[]
  readonly after: ChangesCursor
  /** The last position to read. */
  readonly end: number
}

/** The log of what vulnerabilities went through. Triggers write it; here it is put in order and read. */
export class TransitionWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /**
   * Gives every committed transition its position and returns the last one. One transaction at a time does, and holds the lock
   * until it ends: there is never a position that is not committed below one that is. What a transaction changed after another
   * one has a greater id and is committed later, so positions of one vulnerability are in the order of its changes.
   */
  async number(): Promise<number> {
    await sql`select pg_advisory_xact_lock(hashtext('patchbay.transition'))`.execute(this.#tx)
    await sql`
      update vulnerability_transition t set position = numbered.position
      from (select id, nextval('vulnerability_transition_position') as position
        from (select id from vulnerability_transition where position is null order by id) as fresh) as numbered
      where t.id = numbered.id
    `.execute(this.#tx)
    const { rows } = await sql<{ position: number }>`
      select case when is_called then last_value else 0 end as position from vulnerability_transition_position
    `.execute(this.#tx)
    return rows[0]?.position ?? 0
  }

  /** The next changes somebody wants, in order. */
  async read({ kinds, after, end, ...reach }: ChangesWanted, limit: number): Promise<readonly ChangeRow[]> {
    const { rows } = await sql<ChangeRow>`
      select t.position, u.index::int as index, u.id as "vulnerabilityId", t.kind, t.at, t.before, t.after, t.reason,
        coalesce(v.severity, t.severity) as severity, v.kind as "vulnerabilityKind", v.name, v.title, k.name as "packageName",
        v.location, v.detected_at as "detectedAt", v.first_seen_at as "firstSeenAt", ${lastSeen} as "lastSeenAt",
        p.id as "productId", p.name as "productName",
        case when a.kind = 'repository' then a.id end as "repositoryId",
        case when a.kind = 'repository' then a.name end as "repositoryName", i.id as "imageId", i.name as "imageName"
      from vulnerability_transition t
      cross join lateral unnest(t.vulnerability_ids) with ordinality as u (id, index)
      left join vulnerability v on v.id = u.id
      left join asset a on a.id = t.asset_id
      left join asset i on i.id = coalesce(v.image_id, case when a.kind = 'image' then a.id end)
      left join product p on p.id = a.product_id
      left join package k on k.id = v.package_id
      where t.position between ${after.position} and ${end} and (t.position, u.index) > (${after.position}::bigint, ${after.index}::bigint)
        and t.kind = any(${kinds}::text[]) and ${inReach(reach, severityOfChange)}
      order by t.position, u.index limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  /**
   * Takes transitions to new critical ones nobody was told of, oldest first, and lets nobody else take them. Those a running sync
   * may add to are left until it ends, so that one sync is one piece of news.
   */
  async takeUnannounced(limit: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      update vulnerability_transition set unannounced = false where id in (
        select t.id from vulnerability_transition t
        where t.unannounced and not exists (
          select 1 from vulnerability v join operation o on o.connection_id = any(v.connections)
          where v.id = any(t.vulnerability_ids) and o.kind = 'sync'
            and (o.state = 'running' or (o.state = 'queued' and o.started_at is not null)))
        order by t.id limit ${limit} for update skip locked)
      returning id
    `.execute(this.#tx)
    return rows.map(({ id }) => id)
  }

  /** Those of the transitions' vulnerabilities that are critical and open, with the connection whose first import brought them. */
  async criticalOf(transitionIds: readonly number[]): Promise<readonly NewCritical[]> {
    const { rows } = await sql<NewCritical>`
      select ${inNews}, (
        select json_build_object('id', c.id, 'label', c.label, 'connector', c.connector) from connection c
        where c.id = v.connections[1] and c.removed_at is null and not exists (
          select 1 from operation o where o.connection_id = c.id and o.kind = 'sync' and o.state in ('complete', 'partial')
            and o.ended_at < t.at)) as "firstImport"
      from vulnerability_transition t cross join lateral unnest(t.vulnerability_ids) as u (id)
      join (${inNewsFrom}) on v.id = u.id
      where t.id = any(${transitionIds}::bigint[]) and v.severity = 5 and v.status = any(${[...openStatuses]}::text[])
      order by v.risk_score desc nulls last, v.id
    `.execute(this.#tx)
    return rows
  }

  /** Deletes what is older than it is kept. */
  async deleteBefore(time: Date): Promise<void> {
    await this.#tx.deleteFrom('vulnerability_transition').where('at', '<', time).execute()
  }
}

const severityOfChange: RawBuilder<number> = sql`coalesce(v.severity, t.severity)`

/** A sighting that did not change is not rewritten by the syncs that see it. */
const lastSeen = sql`(
  select max(case when f.present then greatest(f.changed_at, r.last_complete_sync_at)
    else coalesce(f.last_seen_at, f.first_seen_at) end)
  from finding f join record r on r.id = f.record_id where f.vulnerability_id = v.id)`
