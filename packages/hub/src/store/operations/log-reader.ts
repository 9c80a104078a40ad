import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { allOf, anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import type { LogLine } from './log-writer.ts'

export interface LogView extends LogLine {
  /** Ascends, with gaps. */
  readonly seq: number
}

export interface LogFilter {
  readonly level?: readonly string[] | undefined
}

const columns = sql`id as seq, at, level, message, fields`
const inOrder: Order = { name: 'seq', keys: [{ expression: sql`id`, type: 'bigint', direction: 'asc' }] }

export class OperationLogReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(operationId: number, filter: LogFilter, page: PageOf): Promise<Rows<LogView>> {
    return listRows(
      this.#db,
      { columns, from: sql`operation_log`, where: conditions(operationId, filter), order: inOrder },
      page,
    )
  }

  /** What was said after the line with this number, oldest first, at most 500 lines; and whether the operation was over before. */
  async since(
    operationId: number,
    seq: number,
    filter: LogFilter,
  ): Promise<{ readonly lines: readonly LogView[]; readonly over: boolean }> {
    // Looked at first: the last line is written in the transaction that ends the operation.
    const { rows: ended } = await sql<{ over: boolean }>`
      select ended_at is not null as over from operation where id = ${operationId}
    `.execute(this.#db)
    const { rows: lines } = await sql<LogView>`
      select ${columns} from operation_log where ${allOf(conditions(operationId, filter))} and id > ${seq} order by id limit 500
    `.execute(this.#db)
    return { lines, over: ended[0]?.over ?? true }
  }
}

function conditions(operationId: number, { level }: LogFilter) {
  return [sql`operation_id = ${operationId}`, ...anyOf(sql`level`, 'text', level)]
}
