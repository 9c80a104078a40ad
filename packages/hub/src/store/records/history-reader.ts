import { type Kysely, sql } from 'kysely'
import type { RecordCause } from '../../domain/record-state.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import type { MappingSnapshot } from './mapping-snapshot.ts'

type State = Tables['record']['state']

export interface RecordEventView {
  readonly id: number
  readonly at: Date
  readonly kind: 'state' | 'mapping'
  readonly fromState: State | null
  readonly toState: State | null
  readonly cause: RecordCause | null
  readonly reason: string | null
  readonly former: MappingSnapshot | null
  readonly current: MappingSnapshot | null
  readonly actor: string | null
  readonly undoes: number | null
  /** Whether it is the newest change of the mapping. */
  readonly newest: boolean
  /** Whether the product and the asset of `former` are still there. */
  readonly formerExists: boolean
}

const columns = sql`e.id, e.at, e.kind, e.from_state as "fromState", e.to_state as "toState", e.cause, e.reason,
  e.from_mapping as former, e.to_mapping as current, e.actor, e.undoes,
  e.kind = 'mapping' and not exists (
    select 1 from record_event later where later.record_id = e.record_id and later.kind = 'mapping' and later.id > e.id
  ) as newest,
  e.from_mapping is null or (
    exists (select 1 from asset where id = (e.from_mapping ->> 'assetId')::bigint)
    and (e.from_mapping ->> 'productId' is null or exists (select 1 from product where id = (e.from_mapping ->> 'productId')::bigint))
  ) as "formerExists"`

const newestFirst: Order = {
  name: '-at',
  keys: [{ expression: sql`e.id`, type: 'bigint', direction: 'desc' }],
}

/** What became of a record, newest first. */
export class RecordHistoryReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(recordId: number, page: PageOf): Promise<Rows<RecordEventView>> {
    const where = [sql`e.record_id = ${recordId}`]
    return listRows(this.#db, { columns, from: sql`record_event e`, where, order: newestFirst }, page)
  }
}
