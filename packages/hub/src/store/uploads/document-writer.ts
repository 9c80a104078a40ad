import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** Days after which a preview nobody confirmed goes. */
const previewDays = 1
/** Days an upload is remembered. */
const uploadDays = 90

/** Documents of uploads: compressed, in pieces. */
export class DocumentWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async addPart(uploadId: number, part: number, content: Buffer): Promise<void> {
    await this.#tx.insertInto('upload_document').values({ upload_id: uploadId, part, content }).execute()
  }

  async clear(uploadId: number): Promise<void> {
    await this.#tx.deleteFrom('upload_document').where('upload_id', '=', uploadId).execute()
  }

  /**
   * Keeps the documents of the last few uploads of each scope and no more bytes in all than allowed, oldest first, but always
   * the latest delivered one: it may have to be sent again. Forgets old uploads and previews. Returns how many documents went.
   */
  async prune(keep: { readonly perScope: number; readonly bytes: number }, now: Date): Promise<number> {
    const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
    await sql`
      delete from upload where (stage = 'held' and began_at < ${before(previewDays)}) or (
        stage = 'ended' and ended_at < ${before(uploadDays)}
        and id not in (select max(id) from upload where state in ('success', 'skipped') group by scope_id))
    `.execute(this.#tx)
    const { rows } = await sql<{ id: number }>`
      with sized as (
        select u.id, u.scope_id, u.stage, row_number() over (partition by u.scope_id order by u.id desc) as place,
          u.id = max(u.id) filter (where u.state in ('success', 'skipped')) over (partition by u.scope_id) as latest,
          (select sum(length(d.content)) from upload_document d where d.upload_id = u.id) as bytes
        from upload u where u.kept
      ),
      summed as (select *, sum(bytes) over (order by latest is true desc, id desc) as total from sized),
      gone as (
        update upload u set kept = false from summed s
        where u.id = s.id and s.stage = 'ended' and s.latest is not true and (s.place > ${keep.perScope} or s.total > ${keep.bytes})
        returning u.id
      )
      delete from upload_document d using gone where d.upload_id = gone.id returning d.upload_id as id
    `.execute(this.#tx)
    return new Set(rows.map((row) => row.id)).size
  }
}

/** Reads a document piece by piece. */
export class DocumentReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Compressed (gzip), as it was stored. */
  async *parts(uploadId: number): AsyncGenerator<Buffer, void, void> {
    for (let part = 0; ; part += 1) {
      const row = await this.#db
        .selectFrom('upload_document')
        .select('content')
        .where('upload_id', '=', uploadId)
        .where('part', '=', part)
        .executeTakeFirst()
      if (row === undefined) return
      yield row.content
    }
  }
}
