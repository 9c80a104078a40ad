import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { type FeedState, feedColumns } from './writer.ts'

export class FeedReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Of those that were ever asked for or imported. */
  async all(): Promise<readonly FeedState[]> {
    const { rows } = await sql<FeedState>`select ${feedColumns} from feed f`.execute(this.#db)
    return rows
  }
}
