import { type Kysely, sql } from 'kysely'
import { isEverything, type Reach } from '../../domain/notification.ts'
import { activeStates } from '../../domain/remediation-state.ts'
import { openStatuses } from '../../domain/status.ts'
import type { ChangeKind } from '../../domain/vulnerability-change.ts'
import type { Tables } from '../tables.ts'
import { inPlace, inReach } from './reach.ts'

export interface CountedChanges {
  readonly kind: ChangeKind
  /** Rank. */
  readonly severity: number
  readonly count: number
}

export interface RemediationInDigest {
  readonly id: number
  readonly title: string
  readonly place: string
  readonly closes: number
}

export interface Deadlines {
  readonly missed: number
  readonly overdue: number
  readonly dueSoon: number
}

const dayMs = 86_400_000
const soonDays = 7

/** What a digest tells. It only reads, in the transaction that writes the digest down. */
export class DigestWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** What happened after one position and up to another, without what only moved or was removed. */
  async changes(after: number, end: number, reach: Reach): Promise<readonly CountedChanges[]> {
    const { rows } = await sql<CountedChanges>`
      select t.kind, t.severity, sum(cardinality(t.vulnerability_ids))::int as count
      from vulnerability_transition t left join asset a on a.id = t.asset_id left join product p on p.id = a.product_id
      where t.position > ${after} and t.position <= ${end} and t.reason is distinct from 'moved'
        and t.reason is distinct from 'removed' and ${inReach(reach, sql`t.severity`)}
      group by 1, 2
    `.execute(this.#tx)
    return rows
  }

  async deadlines(since: Date, now: Date, reach: Reach): Promise<Deadlines> {
    const { rows } = await sql<Deadlines>`
      select (count(*) filter (where v.due_at <= ${now} and v.due_at > ${since}))::int as missed,
        (count(*) filter (where v.due_at <= ${now}))::int as overdue,
        (count(*) filter (where v.due_at > ${now}))::int as "dueSoon"
      from vulnerability v join asset a on a.id = v.asset_id left join product p on p.id = a.product_id
      where v.status = any(${[...openStatuses]}::text[]) and v.due_at <= ${new Date(now.getTime() + soonDays * dayMs)}
        and ${inReach(reach, sql`v.severity`)}
    `.execute(this.#tx)
    return rows[0] ?? { missed: 0, overdue: 0, dueSoon: 0 }
  }

  /** Work a sync has proved since then, what mattered most first. */
  async done(since: Date, reach: Reach, limit: number): Promise<readonly RemediationInDigest[]> {
    const { rows } = await sql<RemediationInDigest>`
      select m.id, m.title, a.name as place, m.vulnerabilities as closes
      from remediation m join asset a on a.id = m.asset_id left join product p on p.id = a.product_id
      where m.state = 'resolved' and m.state_since > ${since} and ${inPlace(reach)}
      order by m.priority desc, m.vulnerabilities desc, m.id desc limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  /** Work that waits for somebody, what matters most first. */
  async next(reach: Reach, limit: number): Promise<readonly RemediationInDigest[]> {
    const { rows } = await sql<RemediationInDigest>`
      select m.id, m.title, a.name as place, m.open_vulnerabilities as closes
      from remediation m join asset a on a.id = m.asset_id left join product p on p.id = a.product_id
      where m.state = any(${['proposed', ...activeStates]}::text[]) and m.open_vulnerabilities > 0 and ${inPlace(reach)}
      order by m.priority desc, m.open_vulnerabilities desc, m.id desc limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  /** Connections somebody has to look after; where a digest is narrowed, those that feed what it is about. */
  async connections(
    reach: Reach,
    limit: number,
  ): Promise<readonly { readonly id: number; readonly label: string; readonly problem: unknown }[]> {
    const { rows } = await sql<{ id: number; label: string; problem: unknown }>`
      select c.id, c.label, c.problem from connection c
      where c.removed_at is null and c.state = 'attention' and (${isEverything(reach)} or exists (select 1 from record r join mapping m on m.record_id = r.id join product p on p.id = m.product_id
        where r.connection_id = c.id and ${inPlace(reach)}))
      order by c.label, c.id limit ${limit}
    `.execute(this.#tx)
    return rows
  }
}
