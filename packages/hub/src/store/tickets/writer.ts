import type { Ticket } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import { openStatuses } from '../../domain/status.ts'
import type { Tables } from '../tables.ts'
import type { OpenVulnerability, Reading, TicketRow, UntoldEvent, WorkFacts } from './shapes.ts'

const row = sql`t.id, t.remediation_id as "remediationId", t.connection_id as "connectionId", t.external_id as "externalId", t.key,
  t.state, t.word, t.changed_at as "changedAt", t.written_at as "writtenAt", t.gone_at as "goneAt"`

/** Tickets and what they are about. */
export class TicketWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** The ticket of a remediation, held until the transaction ends. */
  async of(remediationId: number): Promise<TicketRow | undefined> {
    const { rows } = await sql<TicketRow>`
      select ${row} from ticket t where t.remediation_id = ${remediationId} for update
    `.execute(this.#tx)
    return rows[0]
  }

  async lock(id: number): Promise<TicketRow | undefined> {
    const { rows } = await sql<TicketRow>`select ${row} from ticket t where t.id = ${id} for update`.execute(this.#tx)
    return rows[0]
  }

  /** Of one connection, by the tracker's own ids; without holding anything. */
  async findByExternalIds(connectionId: number, ids: readonly string[]): Promise<readonly TicketRow[]> {
    const { rows } = await sql<TicketRow>`
      select ${row} from ticket t where t.connection_id = ${connectionId} and t.external_id = any(${ids}::text[]) order by t.id
    `.execute(this.#tx)
    return rows
  }

  async insert(
    ticket: {
      readonly remediationId: number
      readonly connectionId: number
      readonly toldEventId: number
      readonly createdBy: string
    },
    at: Date,
  ): Promise<number> {
    const { id } = await this.#tx
      .insertInto('ticket')
      .values({
        remediation_id: ticket.remediationId,
        connection_id: ticket.connectionId,
        told_event_id: ticket.toldEventId,
        created_by: ticket.createdBy,
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** Writes what the tracker says of a ticket. */
  async seen(id: number, { id: externalId, key, url, state, word }: Ticket, at: Date): Promise<void> {
    await sql`
      update ticket set external_id = ${externalId}, key = ${key}, url = ${url}, word = ${word}, seen_at = ${at}, gone_at = null,
        changed_at = case when state is distinct from ${state} then ${at} else changed_at end, state = ${state}
      where id = ${id}
    `.execute(this.#tx)
  }

  /** The hub itself changed it over there. */
  async written(id: number, at: Date): Promise<void> {
    await this.#tx.updateTable('ticket').set({ written_at: at }).where('id', '=', id).execute()
  }

  async gone(id: number, at: Date): Promise<void> {
    await sql`update ticket set gone_at = coalesce(gone_at, ${at}), seen_at = ${at} where id = ${id}`.execute(this.#tx)
  }

  async remove(id: number): Promise<void> {
    await this.#tx.deleteFrom('ticket').where('id', '=', id).execute()
  }

  async facts(remediationId: number): Promise<WorkFacts | undefined> {
    const { rows } = await sql<WorkFacts>`
      select r.state, r.title, a.name as asset, p.name as product, r.priority, r.owner, r.due_at as "dueAt", r.fix,
        case when o.asset_id is not null
          then jsonb_build_object('fullName', o.full_name, 'url', o.url, 'nativeId', o.ref) end as repository,
        coalesce((select max(e.id) from remediation_event e where e.remediation_id = r.id), 0) as "lastEventId"
      from remediation r join asset a on a.id = r.asset_id
      left join product p on p.id = a.product_id left join repository o on o.asset_id = a.id
      where r.id = ${remediationId}
    `.execute(this.#tx)
    return rows[0]
  }

  /** What a remediation closes and is open, the worst first. */
  async openVulnerabilities(remediationId: number): Promise<readonly OpenVulnerability[]> {
    const { rows } = await sql<OpenVulnerability>`
      select v.id, v.name, v.title, v.severity, k.name as package, v.location
      from remediation_vulnerability l join vulnerability v on v.id = l.vulnerability_id left join package k on k.id = v.package_id
      where l.remediation_id = ${remediationId} and v.status = any(${openStatuses}::text[]) order by v.severity desc, v.name, v.id
    `.execute(this.#tx)
    return rows
  }

  /** Tickets whose remediations something happened to, with the oldest of it first; others pass over those that are held. */
  async untold(limit: number): Promise<readonly UntoldEvent[]> {
    const { rows } = await sql<UntoldEvent>`
      with held as (
        select t.id, t.remediation_id, t.told_event_id from ticket t
        where exists (select 1 from remediation_event e where e.remediation_id = t.remediation_id and e.id > t.told_event_id)
        order by t.id limit ${limit} for update skip locked
      )
      select held.id as "ticketId", e.remediation_id as "remediationId", e.id as "eventId", e.kind, e.actor, e.data
      from held join remediation_event e on e.remediation_id = held.remediation_id and e.id > held.told_event_id order by e.id
    `.execute(this.#tx)
    return rows
  }

  async told(id: number, eventId: number): Promise<void> {
    await this.#tx.updateTable('ticket').set({ told_event_id: eventId }).where('id', '=', id).execute()
  }

  /** Takes a tracker that is due to be read. Who dies with it lets it go at `until`. */
  async claimReading(now: Date, until: Date): Promise<Reading | undefined> {
    await sql`
      insert into ticket_reading (connection_id, next_at)
      select distinct t.connection_id, ${now}::timestamptz from ticket t join connection c on c.id = t.connection_id
      where t.external_id is not null and c.removed_at is null on conflict do nothing
    `.execute(this.#tx)
    const { rows } = await sql<Reading>`
      update ticket_reading r set next_at = ${until} where r.connection_id = (
        select o.connection_id from ticket_reading o join connection c on c.id = o.connection_id
        where o.next_at <= ${now} and c.removed_at is null and c.state <> 'paused'
        order by o.next_at, o.connection_id limit 1 for update of o skip locked
      ) returning r.connection_id as "connectionId", r.since, r.whole_at as "wholeAt"
    `.execute(this.#tx)
    return rows[0]
  }

  async readTo(
    connectionId: number,
    reading: { readonly since?: Date; readonly wholeAt?: Date; readonly nextAt: Date; readonly problem: object | null },
  ): Promise<void> {
    const { since, wholeAt, nextAt, problem } = reading
    await this.#tx
      .updateTable('ticket_reading')
      .set({
        next_at: nextAt,
        problem: problem === null ? null : JSON.stringify(problem),
        ...(since !== undefined && { since }),
        ...(wholeAt !== undefined && { whole_at: wholeAt }),
      })
      .where('connection_id', '=', connectionId)
      .execute()
  }

  /** The tracker's ids of every ticket of a connection. */
  async externalIds(connectionId: number): Promise<readonly string[]> {
    const { rows } = await sql<{ id: string }>`
      select external_id as id from ticket where connection_id = ${connectionId} and external_id is not null order by id
    `.execute(this.#tx)
    return rows.map(({ id }) => id)
  }
}
