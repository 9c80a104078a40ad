import { type Kysely, sql } from 'kysely'
import type { UploadReason } from '../../domain/upload-plan.ts'
import type { UploadTable } from '../export-tables.ts'
import type { Tables } from '../tables.ts'

export type UploadStage = UploadTable['stage']
export type UploadState = NonNullable<UploadTable['state']>

/** An upload for whoever works on it. */
export interface UploadRow {
  readonly id: number
  readonly scopeId: number
  readonly connectionId: number
  readonly reason: UploadReason
  readonly stage: UploadStage
  readonly held: boolean
  readonly repeats: boolean
  readonly scope: unknown
  readonly carries: Date | null
  readonly beganAt: Date
  readonly sentAt: readonly Date[]
  readonly arrived: boolean
  readonly tries: number
  readonly polls: number
  readonly ticket: unknown
  readonly takenAt: Date | null
  readonly digest: string | null
  readonly findings: number | null
  readonly commit: string | null
  readonly fileName: string | null
  readonly mediaType: string | null
  readonly size: number | null
}

export interface NewUpload {
  readonly scopeId: number
  readonly connectionId: number
  readonly reason: UploadReason
  readonly held: boolean
  readonly repeats: boolean
  readonly branch: string
  readonly scope: object
  readonly carries: Date | null
  readonly requestedBy: string | null
}

/** A document as it was written. */
export interface WrittenDocument {
  readonly takenAt: Date
  /** Of the findings in it, whatever the time and the upload's id. */
  readonly digest: string
  readonly findings: number
  /** The one its findings were seen at, where they agree. */
  readonly commit: string | null
  readonly leftOut: number
  /** The first of those left out. */
  readonly leftOutList: readonly { readonly finding: string; readonly reason: string }[]
  readonly fileName: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
}

export interface Verdict {
  readonly state: UploadState
  readonly word: string | null
  readonly info: string | null
  readonly remedy: string | null
  readonly counts: Readonly<Record<string, number>>
}

const columns = sql`id, scope_id as "scopeId", connection_id as "connectionId", reason, stage, held, repeats, scope, carries,
  began_at as "beganAt", sent_at as "sentAt", arrived, tries, polls, ticket, taken_at as "takenAt", digest, findings, commit,
  file_name as "fileName", media_type as "mediaType", size`

export class UploadWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Begins an upload, and with it takes a slot unless it is only held for a look. Only one of a scope is under way at a time. */
  async insert(upload: NewUpload, now: Date): Promise<number> {
    const row = await this.#tx
      .insertInto('upload')
      .values({
        scope_id: upload.scopeId,
        connection_id: upload.connectionId,
        reason: upload.reason,
        stage: 'writing',
        held: upload.held,
        repeats: upload.repeats,
        branch: upload.branch,
        scope: JSON.stringify(upload.scope),
        carries: upload.carries,
        began_at: now,
        next_at: now,
        requested_by: upload.requestedBy,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async find(id: number): Promise<UploadRow | undefined> {
    const { rows } = await sql<UploadRow>`select ${columns} from upload where id = ${id} for update`.execute(this.#tx)
    return rows[0]
  }

  /** Uploads of an exporter that are being written or sent. */
  async inHand(connectionId: number): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from upload where connection_id = ${connectionId} and stage in ('writing', 'sending')
    `.execute(this.#tx)
    return rows[0]?.n ?? 0
  }

  /** Uploads with which something is to be done now and that no worker has. */
  async waiting(now: Date, limit: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select id from upload where next_at <= ${now} and stage <> 'ended' and ${runs(now)} order by next_at, id limit ${limit}
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Takes an upload for a worker; nothing when another one has it, its destination is paused or nothing is to be done yet. */
  async lease(id: number, worker: string, now: Date, until: Date): Promise<UploadRow | undefined> {
    const { rows } = await sql<UploadRow>`
      update upload set worker = ${worker}, leased_until = ${until}
      where id = ${id} and stage <> 'ended' and next_at <= ${now} and ${runs(now)} returning ${columns}
    `.execute(this.#tx)
    return rows[0]
  }

  /** Proves that the worker still has it, and holds it until the transaction ends. */
  async hold(id: number, worker: string): Promise<UploadRow | undefined> {
    const { rows } = await sql<UploadRow>`
      select ${columns} from upload where id = ${id} and worker = ${worker} and stage <> 'ended' for update
    `.execute(this.#tx)
    return rows[0]
  }

  async renew(id: number, worker: string, until: Date): Promise<void> {
    await this.#tx
      .updateTable('upload')
      .set({ leased_until: until })
      .where('id', '=', id)
      .where('worker', '=', worker)
      .execute()
  }

  /** The document is written and kept. */
  async written(
    id: number,
    document: WrittenDocument,
    next: { readonly stage: 'held' | 'sending'; readonly at: Date | null },
  ): Promise<void> {
    await this.#tx
      .updateTable('upload')
      .set({
        stage: next.stage,
        next_at: next.at,
        taken_at: document.takenAt,
        digest: document.digest,
        findings: document.findings,
        commit: document.commit,
        left_out: document.leftOut,
        left_out_list: JSON.stringify(document.leftOutList),
        file_name: document.fileName,
        media_type: document.mediaType,
        size: document.size,
        kept: true,
        ...(next.stage === 'held' && { worker: null, leased_until: null }),
      })
      .where('id', '=', id)
      .execute()
  }

  /** The same document as another upload's. */
  async copyDocument(id: number, from: number, at: Date): Promise<void> {
    await sql`
      insert into upload_document (upload_id, part, content) select ${id}, part, content from upload_document where upload_id = ${from}
    `.execute(this.#tx)
    await sql`
      update upload u set stage = 'sending', next_at = ${at}, taken_at = f.taken_at, digest = f.digest, findings = f.findings, commit = f.commit,
        left_out = f.left_out, left_out_list = f.left_out_list, file_name = f.file_name, media_type = f.media_type, size = f.size, kept = true
      from upload f where u.id = ${id} and f.id = ${from}
    `.execute(this.#tx)
  }

  /** The latest upload of a scope that was delivered and whose document is still there. */
  async lastDelivered(scopeId: number): Promise<number | undefined> {
    const { rows } = await sql<{ id: number }>`
      select id from upload where scope_id = ${scopeId} and state in ('success', 'skipped') and kept order by id desc limit 1
    `.execute(this.#tx)
    return rows[0]?.id
  }

  /** Said before every try: from now on the upload may have reached the destination. */
  async sending(id: number, at: Date): Promise<void> {
    await sql`update upload set sent_at = sent_at || ${at}::timestamptz, tries = tries + 1 where id = ${id}`.execute(this.#tx)
  }

  /** The destination has the document. The try counts from then on. */
  async arrived(id: number, sentAt: readonly Date[], ticket: unknown): Promise<void> {
    await this.resent(id, sentAt)
    await this.#tx
      .updateTable('upload')
      .set({ arrived: true, ticket: JSON.stringify(ticket) })
      .where('id', '=', id)
      .execute()
  }

  /** The try did not reach the destination, or did so later than it began. */
  async resent(id: number, sentAt: readonly Date[]): Promise<void> {
    await sql`update upload set sent_at = ${sentAt}::timestamptz[] where id = ${id}`.execute(this.#tx)
  }

  async setTicket(id: number, ticket: unknown): Promise<void> {
    await this.#tx
      .updateTable('upload')
      .set({ ticket: JSON.stringify(ticket) })
      .where('id', '=', id)
      .execute()
  }

  /** What is to be done next, and when; the worker lets go of it. */
  async next(
    id: number,
    step: {
      readonly stage: 'sending' | 'waiting'
      readonly at: Date
      readonly verdict: Verdict | null
      readonly polled: boolean
    },
  ): Promise<void> {
    await this.#tx
      .updateTable('upload')
      .set({
        stage: step.stage,
        next_at: step.at,
        worker: null,
        leased_until: null,
        ...(step.verdict !== null && verdictColumns(step.verdict)),
        ...(step.polled && { polls: sql<number>`polls + 1` }),
      })
      .where('id', '=', id)
      .execute()
  }

  /** A person confirmed what was held. */
  async confirm(id: number, carries: Date | null, now: Date): Promise<void> {
    await this.#tx
      .updateTable('upload')
      .set({ held: false, stage: 'sending', began_at: now, next_at: now, carries })
      .where('id', '=', id)
      .execute()
  }

  async end(id: number, verdict: Verdict, at: Date): Promise<void> {
    await this.#tx
      .updateTable('upload')
      .set({ stage: 'ended', next_at: null, ended_at: at, worker: null, leased_until: null, ...verdictColumns(verdict) })
      .where('id', '=', id)
      .execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('upload').where('id', '=', id).execute()
  }

  /** Dates what a clock set back left in the future. */
  async mendTimes(now: Date): Promise<void> {
    await sql`
      update upload set sent_at = (select array_agg(least(at, ${now}::timestamptz) order by position)
          from unnest(sent_at) with ordinality as t (at, position)), next_at = least(next_at, ${now}::timestamptz)
      where id > (select coalesce(max(id), 0) - 10000 from upload) and ${now}::timestamptz < any(sent_at)
    `.execute(this.#tx)
  }
}

function verdictColumns({ state, word, info, remedy, counts }: Verdict) {
  return { state, word, info, remedy, counts: JSON.stringify(counts) }
}

/**
 * No worker has it, and nothing keeps it from leaving: to a paused destination nothing does, though what it has is asked after. A
 * lease that reaches far into the future was given before the clock was set back.
 */
function runs(now: Date) {
  const far = new Date(now.getTime() + 3_600_000)
  return sql`(leased_until is null or leased_until < ${now} or leased_until > ${far})
    and (held or stage = 'waiting' or not exists (select 1 from connection c where c.id = connection_id and c.state = 'paused'))`
}
