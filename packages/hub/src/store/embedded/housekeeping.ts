import type { Engine } from './engine.ts'
import type { Server } from './server.ts'

/** Milliseconds between two looks. */
const interval = 10_000
/** Bytes of log after which a checkpoint is made; bounds the disk space of the log and the time of a recovery. */
const checkpointAfter = 128 * 1024 * 1024
/** Transactions after which old rows are frozen, as PostgreSQL's autovacuum_freeze_max_age. */
const freezeAfter = 200_000_000

/** Tables looked after in one look, so that a look ends. */
const most = 50

/** The thresholds of PostgreSQL's autovacuum with its default settings. */
const needyTables = `
  with tables as (
    select c.oid::regclass::text as name, greatest(c.reltuples, 0) as rows, s.n_dead_tup as dead,
      s.n_ins_since_vacuum as inserted, s.n_mod_since_analyze as changed, age(c.relfrozenxid) as age
    from pg_class c join pg_stat_all_tables s on s.relid = c.oid
    where c.relkind = 'r' and c.relpersistence <> 't'
  ), needs as (
    select name, dead + changed as need, changed > 50 + 0.1 * rows as stale,
      dead > 50 + 0.2 * rows or inserted > 1000 + 0.2 * rows or age > ${freezeAfter} as bloated
    from tables
  )
  select name, bloated, stale from needs where bloated or stale order by need desc limit ${most}`

const logSinceCheckpoint = `
  select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`

/**
 * What PostgreSQL's background processes do and a single backend does not: without it the log would grow for ever,
 * dead rows would stay, and the planner would know nothing of the tables.
 */
export class Housekeeping {
  readonly #server: Pick<Server, 'inTurn'>
  readonly #engine: Pick<Engine, 'query'>
  readonly #onTrouble: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(server: Pick<Server, 'inTurn'>, engine: Pick<Engine, 'query'>, onTrouble: (error: unknown) => void) {
    this.#server = server
    this.#engine = engine
    this.#onTrouble = onTrouble
  }

  /** Looks every few seconds from now on. */
  start(): void {
    this.#timer = setTimeout(() => {
      this.#running = this.tidy()
        .catch(this.#onTrouble)
        .finally(() => this.#stopped || this.start())
    }, interval)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /** One look: does what is due, clients taking their turns in between, and says what it did. */
  async tidy(): Promise<readonly string[]> {
    const done: string[] = []
    for (const task of [...(await this.#checkpointDue()), ...(await this.#tablesDue())]) {
      if (this.#stopped) break
      await this.#server.inTurn(() => this.#engine.query(task))
      done.push(task)
    }
    return done
  }

  async #checkpointDue(): Promise<readonly string[]> {
    type Row = { readonly bytes: number }
    const [log] = await this.#server.inTurn(() => this.#engine.query<Row>(logSinceCheckpoint))
    return log !== undefined && log.bytes > checkpointAfter ? ['checkpoint'] : []
  }

  async #tablesDue(): Promise<readonly string[]> {
    type Row = { readonly name: string; readonly bloated: boolean; readonly stale: boolean }
    const rows = await this.#server.inTurn(async () => {
      // Counts reach the statistics about once a second; this brings them there now.
      await this.#engine.query('select pg_stat_force_next_flush()')
      return this.#engine.query<Row>(needyTables)
    })
    return rows.map(({ name, bloated, stale }) => (bloated ? `vacuum ${stale ? '(analyze) ' : ''}${name}` : `analyze ${name}`))
  }
}
