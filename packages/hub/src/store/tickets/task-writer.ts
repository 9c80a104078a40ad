import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import type { TicketTaskKind } from '../ticket-tables.ts'
import type { TaskEnd, TicketTask } from './shapes.ts'

const columns = sql`k.id, k.ticket_id as "ticketId", t.connection_id as "connectionId", t.external_id as "externalId", k.kind, k.marker,
  k.payload, k.failures, k.created_at as "createdAt", k.started_at as "startedAt"`

/** What is still to be done to tickets over there. */
export class TicketTaskWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async add(
    ticketId: number,
    task: { readonly kind: TicketTaskKind; readonly marker: string; readonly payload: object },
    at: Date,
  ): Promise<void> {
    const { kind, marker, payload } = task
    await this.#tx
      .insertInto('ticket_task')
      .values({
        ticket_id: ticketId,
        kind,
        marker,
        payload: JSON.stringify(payload),
        state: 'waiting',
        created_at: at,
        started_at: at,
        next_at: at,
      })
      .execute()
  }

  /** Takes the oldest task of each ticket that is due. Who dies with it lets it go at `until`. */
  async claim(now: Date, until: Date, limit: number): Promise<readonly TicketTask[]> {
    const { rows } = await sql<TicketTask>`
      with due as (
        select k.id from ticket_task k join ticket t on t.id = k.ticket_id
        where k.state = 'waiting' and k.next_at <= ${now} and (k.kind = 'create' or t.external_id is not null)
          and not exists (select 1 from ticket_task o where o.ticket_id = k.ticket_id and o.state = 'waiting' and o.id < k.id)
        order by k.id limit ${limit} for update of k skip locked
      ), claimed as (
        update ticket_task k set next_at = ${until} from due where k.id = due.id returning k.*
      )
      select ${columns} from claimed k join ticket t on t.id = k.ticket_id order by k.id
    `.execute(this.#tx)
    return rows
  }

  /** A task that waits, held until the transaction ends, with its ticket. */
  async hold(id: number): Promise<TicketTask | undefined> {
    const { rows } = await sql<TicketTask>`
      select ${columns} from ticket_task k join ticket t on t.id = k.ticket_id where k.id = ${id} and k.state = 'waiting' for update
    `.execute(this.#tx)
    return rows[0]
  }

  async tried(id: number, end: TaskEnd, problem: object | null, at: Date): Promise<void> {
    await this.#tx
      .updateTable('ticket_task')
      .set((task) => ({
        state: end.state,
        next_at: end.state === 'waiting' ? end.nextAt : null,
        ended_at: end.state === 'waiting' ? null : at,
        failures: problem === null ? task.ref('failures') : task('failures', '+', 1),
        problem: problem === null ? null : JSON.stringify(problem),
      }))
      .where('id', '=', id)
      .execute()
  }

  /** Whether something is still to be done to a ticket. */
  async isWaiting(ticketId: number, kind: TicketTaskKind): Promise<boolean> {
    const found = await this.#tx
      .selectFrom('ticket_task')
      .select('id')
      .where('ticket_id', '=', ticketId)
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    return found !== undefined
  }

  /** Puts what failed in line again; returns how many. */
  async again(ticketId: number, at: Date): Promise<number> {
    const { rows } = await sql`
      update ticket_task set state = 'waiting', failures = 0, started_at = ${at}, next_at = ${at}, ended_at = null
      where ticket_id = ${ticketId} and state = 'failed' returning id
    `.execute(this.#tx)
    return rows.length
  }
}
