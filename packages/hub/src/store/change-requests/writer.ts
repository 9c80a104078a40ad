import type { ChangeRequest } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ChangeRequestRow, NewChangeRequestRow, TriedRequest } from './shapes.ts'

const row = sql`q.id, q.remediation_id as "remediationId", q.asset_id as "assetId", q.connection_id as "connectionId", q.source, q.made_by as "madeBy", q.proposal,
  q.standing, q.external_id as "externalId", q.key, q.url, q.state, q.changed_at as "changedAt",
  case when q.verified_at is null then q.verified_marker end as "pendingMarker", q.failures, q.started_at as "startedAt",
  q.opened_by as "openedBy"`

const byRenovate = sql`(d.made_by = 'renovate' and d.external_id is null)`

/** Pull and merge requests of remediations. */
export class ChangeRequestWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async find(remediationId: number, source: string): Promise<ChangeRequestRow | undefined> {
    const { rows } = await sql<ChangeRequestRow>`
      select ${row} from change_request q where q.remediation_id = ${remediationId} and q.source = ${source}
    `.execute(this.#tx)
    return rows[0]
  }

  /** Those of a remediation that its platform has, the newest first. */
  async openedOf(remediationId: number): Promise<readonly ChangeRequestRow[]> {
    const { rows } = await sql<ChangeRequestRow>`
      select ${row} from change_request q where q.remediation_id = ${remediationId} and q.external_id is not null order by q.id desc
    `.execute(this.#tx)
    return rows
  }

  /** Held until the transaction ends. */
  async lock(id: number): Promise<ChangeRequestRow | undefined> {
    const { rows } = await sql<ChangeRequestRow>`select ${row} from change_request q where q.id = ${id} for update`.execute(
      this.#tx,
    )
    return rows[0]
  }

  /**
   * Writes down what is to be opened and takes it in hand until `heldUntil`, or leaves it to a worker; what had failed is begun again. `undefined` where it was
   * written down before and has not failed.
   */
  async begin(request: NewChangeRequestRow, at: Date, heldUntil: Date | null): Promise<ChangeRequestRow | undefined> {
    const { remediationId, connectionId, source, madeBy, files, proposal, openedBy } = request
    const { rows } = await sql<ChangeRequestRow>`
      insert into change_request as q (remediation_id, asset_id, connection_id, source, made_by, files, proposal, standing, started_at, next_at,
        held_until, opened_by, created_at)
      select r.id, r.asset_id, ${connectionId}, ${source}, ${madeBy}, ${JSON.stringify(files)}::jsonb, ${JSON.stringify(proposal)}::jsonb, 'opening',
        ${at}, ${at}, ${heldUntil}, ${openedBy}, ${at}
      from remediation r where r.id = ${remediationId}
      on conflict (remediation_id, source) do update set connection_id = excluded.connection_id, files = excluded.files,
        proposal = excluded.proposal, standing = 'opening', failures = 0, problem = null, started_at = ${at}, next_at = ${at},
        held_until = ${heldUntil}, opened_by = excluded.opened_by
      where q.standing = 'failed'
      returning ${row}
    `.execute(this.#tx)
    return rows[0]
  }

  /** Takes one in hand, due or not; `undefined` while somebody has it. */
  async take(id: number, now: Date, heldUntil: Date): Promise<ChangeRequestRow | undefined> {
    const { rows } = await sql<ChangeRequestRow>`
      update change_request q set held_until = ${heldUntil}
      where q.id = ${id} and (q.held_until is null or q.held_until <= ${now}) returning ${row}
    `.execute(this.#tx)
    return rows[0]
  }

  /** Takes what is due in hand, but what Renovate is to open, which takes long: so many of each connection, the longest due first. Who dies with it lets it go at `heldUntil`. */
  async claim(now: Date, heldUntil: Date, perConnection: number): Promise<readonly ChangeRequestRow[]> {
    const { rows } = await sql<ChangeRequestRow>`
      with due as (
        select one.id from connection c cross join lateral (
          select d.id from change_request d
          where d.connection_id = c.id and not ${byRenovate} and d.next_at <= ${now} and (d.held_until is null or d.held_until <= ${now})
          order by d.next_at, d.id limit ${perConnection} for update of d skip locked
        ) one
        where c.removed_at is null and c.state <> 'paused'
      ), claimed as (
        update change_request q set held_until = ${heldUntil} from due where q.id = due.id returning q.*
      )
      select ${row} from claimed q order by q.next_at, q.id
    `.execute(this.#tx)
    return rows
  }

  /** Takes the next one that Renovate is to open. */
  async claimForRenovate(now: Date, heldUntil: Date): Promise<ChangeRequestRow | undefined> {
    const { rows } = await sql<ChangeRequestRow>`
      update change_request q set held_until = ${heldUntil} where q.id = (
        select d.id from change_request d join connection c on c.id = d.connection_id
        where ${byRenovate} and d.next_at <= ${now} and (d.held_until is null or d.held_until <= ${now})
          and c.removed_at is null and c.state <> 'paused'
        order by d.next_at, d.id limit 1 for update of d skip locked
      ) returning ${row}
    `.execute(this.#tx)
    return rows[0]
  }

  async logged(id: number, log: string): Promise<void> {
    await this.#tx.updateTable('change_request').set({ log }).where('id', '=', id).execute()
  }

  /** Puts in line, under a marker each, what has yet to be told that a scan proved the fix. */
  async tellVerified(at: Date): Promise<void> {
    await sql`
      update change_request q set verified_marker = replace(gen_random_uuid()::text, '-', ''), next_at = ${at}
      from remediation r
      where r.id = q.remediation_id and r.state = 'resolved' and q.standing = 'opened' and q.state <> 'closed' and q.verified_marker is null
    `.execute(this.#tx)
  }

  async told(id: number, at: Date): Promise<void> {
    await this.#tx.updateTable('change_request').set({ verified_at: at }).where('id', '=', id).execute()
  }

  /** Writes what the platform says of it. */
  async seen(id: number, { id: externalId, key, url, state, obstacle, mergeCommit }: ChangeRequest, at: Date): Promise<void> {
    await sql`
      update change_request set external_id = ${externalId}, key = ${key}, url = ${url}, obstacle = ${obstacle},
        merge_commit = ${mergeCommit}, standing = 'opened', proposal = null, seen_at = ${at},
        changed_at = case when state is distinct from ${state} then ${at} else changed_at end, state = ${state}
      where id = ${id}
    `.execute(this.#tx)
  }

  /** Whether another request of the remediation is open. */
  async hasOther(remediationId: number, id: number): Promise<boolean> {
    const found = await this.#tx
      .selectFrom('change_request')
      .select('id')
      .where('remediation_id', '=', remediationId)
      .where('id', '<>', id)
      .where('standing', '=', 'opened')
      .where('state', '=', 'open')
      .executeTakeFirst()
    return found !== undefined
  }

  /** Lets it go after a try. */
  async tried(id: number, { standing, nextAt, problem }: TriedRequest): Promise<void> {
    await this.#tx
      .updateTable('change_request')
      .set((request) => ({
        standing,
        next_at: nextAt,
        held_until: null,
        failures: problem === null ? 0 : request('failures', '+', 1),
        problem: problem === null ? null : JSON.stringify(problem),
      }))
      .where('id', '=', id)
      .execute()
  }

  /** Lets go what was not come to. */
  async postpone(ids: readonly number[], nextAt: Date): Promise<void> {
    await sql`
      update change_request set held_until = null, next_at = ${nextAt} where id = any(${ids}::bigint[]) and next_at is not null
    `.execute(this.#tx)
  }
}
