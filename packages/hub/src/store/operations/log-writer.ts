import { type Kysely, sql } from 'kysely'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export type LogLevel = Tables['operation_log']['level']

/** One thing a run says. Everything in it is storable and without secrets. */
export interface LogLine {
  readonly at: Date
  readonly level: LogLevel
  readonly message: string
  readonly fields: Readonly<Record<string, string | number | boolean | null>>
}

export class OperationLogWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Adds lines at the end, in one statement. */
  async append(operationId: number, lines: readonly LogLine[]): Promise<void> {
    if (lines.length === 0) return
    const columns = [
      column('at', 'timestamptz', lines, (line) => line.at),
      column('level', 'text', lines, (line) => line.level),
      column('message', 'text', lines, (line) => line.message),
      column('fields', 'jsonb', lines, (line) => line.fields),
    ]
    await sql`
      insert into operation_log (operation_id, ${names(columns)})
      select ${operationId}, ${names(columns)} from ${unnest('line', columns, 'position')} order by position
    `.execute(this.#tx)
  }

  /** How many lines of each level there are; for a run that goes on. */
  async kept(operationId: number): Promise<Readonly<Record<LogLevel, number>>> {
    const rows = await this.#tx
      .selectFrom('operation_log')
      .select(({ fn }) => ['level', fn.countAll<number>().as('n')])
      .where('operation_id', '=', operationId)
      .groupBy('level')
      .execute()
    const of = (level: LogLevel) => rows.find((row) => row.level === level)?.n ?? 0
    return { info: of('info'), warning: of('warning'), error: of('error') }
  }
}
