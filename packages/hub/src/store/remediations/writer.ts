import { type Kysely, sql } from 'kysely'
import { remediationPriority } from '../../domain/remediation-priority.ts'
import { activeStates, type RemediationState } from '../../domain/remediation-state.ts'
import { openStatuses } from '../../domain/status.ts'
import { column, names, unnest } from '../bulk.ts'
import type { RemediationTable } from '../remediation-tables.ts'
import type { Tables } from '../tables.ts'
import type { LockedRemediation, NewRemediation, Outcome, RemediationEvent } from './shapes.ts'

const locked = sql`r.id, r.asset_id as "assetId", r.group_key as "groupKey", r.mode, r.title, r.state, r.owner, r.priority,
  r.told_priority as "toldPriority", r.due_at as "dueAt", r.told_due_at as "toldDueAt", r.waiting_since as "waitingSince",
  r.waiting_until as "waitingUntil", r.waiting_reason as "waitingReason", r.vulnerabilities,
  r.open_vulnerabilities as "openVulnerabilities"`

interface Tally {
  readonly id: number
  readonly vulnerabilities: number
  readonly open: number
  readonly bySeverity: Readonly<Record<string, number>>
  readonly severity: number
  readonly riskScore: number | null
  readonly dueAt: Date | null
  readonly toldPriority: number | null
  readonly toldDueAt: Date | null
}

export class RemediationWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** In the order of ids. Lock vulnerabilities before. */
  async lock(ids: readonly number[]): Promise<readonly LockedRemediation[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<LockedRemediation>`
      select ${locked} from remediation r where r.id = any(${ids}::bigint[]) order by r.id for update
    `.execute(this.#tx)
    return rows
  }

  /** What people work on in these repositories and images, and no scan has proved yet. */
  async activeOf(assetIds: readonly number[]): Promise<readonly number[]> {
    if (assetIds.length === 0) return []
    const { rows } = await sql<{ id: number }>`
      select id from remediation where asset_id = any(${assetIds}::bigint[]) and state = any(${activeStates}::text[]) order by id
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** What the hub resolved or ended as obsolete in a repository or image, and has a vulnerability that is open now. */
  async openAgain(assetId: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select r.id from remediation r
      where r.asset_id = ${assetId} and r.state in ('resolved', 'dismissed') and exists (
        select 1 from remediation_vulnerability l join vulnerability v on v.id = l.vulnerability_id
        where l.remediation_id = r.id and v.status = any(${openStatuses}::text[])
      ) and (r.state = 'resolved' or 'obsolete' = (
        select e.data ->> 'trigger' from remediation_event e where e.remediation_id = r.id and e.kind = 'state' order by e.id desc limit 1
      ))
      order by r.id
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** The remediations of vulnerabilities, by id of the vulnerability. */
  async of(
    vulnerabilityIds: readonly number[],
  ): Promise<ReadonlyMap<number, { readonly id: number; readonly state: RemediationState }>> {
    if (vulnerabilityIds.length === 0) return new Map()
    const { rows } = await sql<{ vulnerabilityId: number; id: number; state: RemediationState }>`
      select l.vulnerability_id as "vulnerabilityId", r.id, r.state
      from remediation_vulnerability l join remediation r on r.id = l.remediation_id
      where l.vulnerability_id = any(${vulnerabilityIds}::bigint[])
    `.execute(this.#tx)
    return new Map(rows.map(({ vulnerabilityId, ...remediation }) => [vulnerabilityId, remediation]))
  }

  async vulnerabilitiesOf(ids: readonly number[]): Promise<readonly number[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<{ id: number }>`
      select vulnerability_id as id from remediation_vulnerability where remediation_id = any(${ids}::bigint[]) order by 1
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Adds remediations with their vulnerabilities, which leave what they were in. Ids in the order given. */
  async insert(rows: readonly NewRemediation[], at: Date): Promise<readonly number[]> {
    if (rows.length === 0) return []
    const columns = [
      column('asset_id', 'bigint', rows, (row) => row.assetId),
      column('group_key', 'text', rows, (row) => row.groupKey),
      column('mode', 'text', rows, (row) => row.mode),
      column('title', 'text', rows, (row) => row.title),
      column('fix', 'jsonb', rows, (row) => row.fix),
      column('state', 'text', rows, (row) => row.state),
      column('created_by', 'text', rows, (row) => row.createdBy),
    ]
    const { rows: created } = await sql<{ id: number }>`
      insert into remediation (${names(columns)}, state_since, priority, vulnerabilities, open_vulnerabilities, open_by_severity,
        created_at, updated_at)
      select ${names(columns)}, ${at}, 0, 0, 0, '{}', ${at}, ${at} from ${unnest('n', columns, 'place')} order by n.place
      returning id
    `.execute(this.#tx)
    // Identities are given out in the order of the rows.
    const ids = created.map((row) => row.id).toSorted((left, right) => left - right)
    await this.link(
      rows.flatMap((row, index) => row.closes.map((vulnerabilityId) => ({ vulnerabilityId, remediationId: ids[index] ?? 0 }))),
      at,
    )
    await this.recount(ids, at)
    return ids
  }

  /** Each vulnerability leaves the remediation it was in. */
  async link(links: readonly { readonly vulnerabilityId: number; readonly remediationId: number }[], at: Date): Promise<void> {
    if (links.length === 0) return
    const columns = [
      column('vulnerability_id', 'bigint', links, (link) => link.vulnerabilityId),
      column('remediation_id', 'bigint', links, (link) => link.remediationId),
    ]
    await sql`
      insert into remediation_vulnerability as l (${names(columns)}, added_at) select ${names(columns)}, ${at} from ${unnest('n', columns)}
      on conflict (vulnerability_id) do update set remediation_id = excluded.remediation_id, added_at = excluded.added_at
      where l.remediation_id <> excluded.remediation_id
    `.execute(this.#tx)
  }

  async setState(id: number, state: RemediationState, reason: string | null, at: Date): Promise<void> {
    await this.#tx
      .updateTable('remediation')
      .set({ state, state_reason: reason, state_since: at, updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  /** Writes what people say about it. */
  async tell(
    id: number,
    told: Partial<Pick<RemediationTable, 'told_title' | 'owner' | 'told_priority' | 'told_due_at'>>,
    at: Date,
  ): Promise<void> {
    await this.#tx
      .updateTable('remediation')
      .set({ ...told, ...(told.told_title != null && { title: told.told_title }), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  /** Brings numbers, priority and due date in line with the vulnerabilities. Returns the ids of those that changed. */
  async recount(ids: readonly number[], at: Date): Promise<readonly number[]> {
    const tallies = await this.#tallies(ids)
    if (tallies.length === 0) return []
    const columns = [
      column('id', 'bigint', tallies, (tally) => tally.id),
      column('vulnerabilities', 'integer', tallies, (tally) => tally.vulnerabilities),
      column('open_vulnerabilities', 'integer', tallies, (tally) => tally.open),
      column('open_by_severity', 'jsonb', tallies, (tally) => tally.bySeverity),
      column('priority', 'smallint', tallies, (tally) => tally.toldPriority ?? remediationPriority(tally)),
      column('due_at', 'timestamptz', tallies, (tally) => tally.toldDueAt ?? tally.dueAt),
    ]
    const { rows } = await sql<{ id: number }>`
      update remediation r set vulnerabilities = n.vulnerabilities, open_vulnerabilities = n.open_vulnerabilities,
        open_by_severity = n.open_by_severity, priority = n.priority, due_at = n.due_at, updated_at = ${at}
      from ${unnest('n', columns)}
      where r.id = n.id and (r.vulnerabilities, r.open_vulnerabilities, r.open_by_severity, r.priority, r.due_at)
        is distinct from (n.vulnerabilities, n.open_vulnerabilities, n.open_by_severity, n.priority, n.due_at)
      returning r.id
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** What a remediation that is done was about stays what it was: its last priority and due date are kept. */
  async #tallies(ids: readonly number[]): Promise<readonly Tally[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<Tally>`
      select r.id, coalesce(sum(s.n), 0)::int as vulnerabilities, coalesce(sum(s.open), 0)::int as open,
        coalesce(json_object_agg(s.severity, s.open) filter (where s.open > 0), '{}') as "bySeverity",
        coalesce(max(s.severity) filter (where s.open > 0), r.priority) as severity,
        max(s.risk_score) filter (where s.open > 0) as "riskScore",
        case when coalesce(sum(s.open), 0) = 0 then r.due_at else min(s.due_at) filter (where s.open > 0) end as "dueAt",
        r.told_priority as "toldPriority", r.told_due_at as "toldDueAt"
      from remediation r left join lateral (
        select v.severity, count(*) as n, count(*) filter (where v.status = any(${openStatuses}::text[])) as open,
          max(v.risk_score) filter (where v.status = any(${openStatuses}::text[])) as risk_score,
          min(v.due_at) filter (where v.status = any(${openStatuses}::text[])) as due_at
        from remediation_vulnerability l join vulnerability v on v.id = l.vulnerability_id
        where l.remediation_id = r.id group by v.severity
      ) s on true
      where r.id = any(${ids}::bigint[]) group by r.id
    `.execute(this.#tx)
    return rows
  }

  /** What became of their vulnerabilities; of those that are left, the first fifty by name. */
  async outcomes(ids: readonly number[]): Promise<readonly Outcome[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<Outcome>`
      select r.id, count(v.id) filter (where not v.present and v.gone_reason = 'absent')::int as fixed,
        coalesce(json_agg(json_build_object('id', v.id, 'name', v.name) order by v.name collate "C", v.id)
          filter (where v.status = any(${openStatuses}::text[])), '[]') as left
      from remediation r
      left join remediation_vulnerability l on l.remediation_id = r.id left join vulnerability v on v.id = l.vulnerability_id
      where r.id = any(${ids}::bigint[]) group by r.id order by r.id
    `.execute(this.#tx)
    return rows
  }

  /** Writes the same nowhere twice in a row: what is left is told again only when it is something else. */
  async record(events: readonly RemediationEvent[], at: Date): Promise<void> {
    if (events.length === 0) return
    const columns = [
      column('remediation_id', 'bigint', events, (event) => event.remediationId),
      column('asset_id', 'bigint', events, (event) => event.assetId),
      column('kind', 'text', events, (event) => event.kind),
      column('actor', 'text', events, (event) => event.actor),
      column('data', 'jsonb', events, (event) => event.data),
    ]
    await sql`
      insert into remediation_event (${names(columns)}, at) select ${names(columns)}, ${at} from ${unnest('n', columns)}
      where n.kind <> 'left' or n.data is distinct from (
        select e.data from remediation_event e where e.remediation_id = n.remediation_id and e.kind = 'left'
        order by e.id desc limit 1
      )
    `.execute(this.#tx)
  }

  /**
   * What is done about a vulnerability goes on under those its sightings move to, unless people already work on them otherwise.
   * Where nothing is left behind, the remediation follows to their repository. Pairs are positional. Returns the ids of those that did.
   */
  async follow(from: readonly number[], to: readonly number[], at: Date): Promise<readonly number[]> {
    if (from.length === 0) return []
    const { rows } = await sql<{ remediationId: number }>`
      with moved as (
        select distinct on (m.target) m.target, l.remediation_id, v.work
        from unnest(${from}::bigint[], ${to}::bigint[]) as m (source, target)
        join remediation_vulnerability l on l.vulnerability_id = m.source
        join remediation r on r.id = l.remediation_id and r.state <> 'proposed'
        join vulnerability v on v.id = m.source
        where not exists (
          select 1 from remediation_vulnerability own join remediation o on o.id = own.remediation_id
          where own.vulnerability_id = m.target and o.state <> 'proposed'
        )
        order by m.target, r.state_since desc, r.id desc
      ), linked as (
        insert into remediation_vulnerability (vulnerability_id, remediation_id, added_at)
        select target, remediation_id, ${at} from moved
        on conflict (vulnerability_id) do update set remediation_id = excluded.remediation_id, added_at = excluded.added_at
      ), worked as (
        update vulnerability v set work = moved.work from moved where v.id = moved.target and v.work <> moved.work
      )
      select distinct remediation_id as "remediationId" from moved
    `.execute(this.#tx)
    const ids = rows.map((row) => row.remediationId)
    const { rows: followed } = await sql<{ id: number }>`
      update remediation r set asset_id = moved.asset_id from (
        select l.remediation_id, min(v.asset_id) as asset_id
        from remediation_vulnerability l join vulnerability v on v.id = l.vulnerability_id
        where l.remediation_id = any(${ids}::bigint[]) and l.vulnerability_id <> all(array(
          select source from unnest(${from}::bigint[]) as ended (source)
          where not exists (select 1 from finding f where f.vulnerability_id = ended.source)
        ))
        group by l.remediation_id having count(distinct v.asset_id) = 1
      ) moved
      where r.id = moved.remediation_id and r.asset_id <> moved.asset_id returning r.id
    `.execute(this.#tx)
    return followed.map((row) => row.id)
  }
}
