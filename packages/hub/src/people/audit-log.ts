import { createHash } from 'node:crypto'
import type { AuditIntent, AuditRow, AuditStore } from '../store/people/audit-store.ts'
import type { PageRequest } from '../usecases/browse/page-request.ts'
import type { AuditEvent } from '../usecases/browse/resources/people.ts'
import { canonicalJson } from './canonical-json.ts'
import type { AuditEntry, People } from './people.ts'

const batch = 1000

/** The audit log: each event's hash covers the one before it, so that nothing can be changed or left out unnoticed. */
export function auditLog(
  store: Pick<AuditStore, 'begin' | 'begunBefore' | 'append' | 'list' | 'after' | 'afterFitting' | 'newest'>,
  now: () => Date,
): People['audit'] {
  return {
    begin: (entry) => store.begin(intentOf(entry, now())),
    append: (entry, begun) =>
      store.append(
        (last) => linked(intentOf(entry, now()), entry.outcome, last),
        begun === undefined ? null : { id: begun, ifBegun: false },
      ),
    async settle(begunBefore) {
      const left = await store.begunBefore(begunBefore, batch)
      for (const { id, ...intent } of left) {
        await store.append((last) => linked(intent, 'unknown', last), { id, ifBegun: true })
      }
      return left.length
    },
    async list(filter, page: PageRequest) {
      const { rows, nextCursor, count } = await store.list(filter, page)
      return { items: rows.map(toEvent), nextCursor, count }
    },
    async *walk(search) {
      const upTo = await store.newest()
      let seq = 0
      for (;;) {
        const rows = await store.afterFitting(search, seq, upTo, batch)
        for (const row of rows) yield toEvent(row)
        const last = rows.at(-1)
        if (last === undefined || rows.length < batch) return
        seq = last.seq
      }
    },
    async verify() {
      let last: { seq: number; hash: string } | null = null
      for (;;) {
        const rows: readonly AuditRow[] = await store.after(last?.seq ?? 0, batch)
        for (const row of rows) {
          const reason = misfit(row, last)
          if (reason !== null) {
            return { events: last?.seq ?? 0, brokenAt: row.seq, broken: { seq: row.seq, reason, event: toEvent(row) } }
          }
          last = row
        }
        if (rows.length < batch) return { events: last?.seq ?? 0, brokenAt: null, broken: null }
      }
    },
  }
}

/** What is wrong with an event behind the one before it; null when it fits. */
function misfit(row: AuditRow, last: { readonly seq: number; readonly hash: string } | null): 'altered' | 'missing' | null {
  if (row.seq !== (last?.seq ?? 0) + 1) return 'missing'
  return row.hash === hashOf(row, last?.hash ?? '') ? null : 'altered'
}

/** What is known of an event before anything came of it, as it is stored. */
function intentOf(entry: Omit<AuditEntry, 'outcome'>, at: Date): AuditIntent {
  return {
    at,
    event: entry.event,
    actorKind: entry.actor.kind,
    actorId: storable(entry.actor.id),
    actorName: storable(entry.actor.name),
    object: entry.object === null ? null : storable(entry.object),
    before: entry.before === undefined ? null : canonicalJson(entry.before),
    after: entry.after === undefined ? null : canonicalJson(entry.after),
    ip: entry.ip,
    requestId: entry.requestId,
  }
}

function linked(
  intent: AuditIntent,
  outcome: AuditEntry['outcome'],
  last: { readonly seq: number; readonly hash: string } | null,
): AuditRow {
  const row = { seq: (last?.seq ?? 0) + 1, outcome, ...intent }
  return { ...row, hash: hashOf(row, last?.hash ?? '') }
}

function hashOf(row: Omit<AuditRow, 'hash'>, before: string): string {
  const { seq, at, event, outcome, actorKind, actorId, actorName, object, ip, requestId } = row
  const content = [
    seq,
    at.toISOString(),
    event,
    outcome,
    actorKind,
    actorId,
    actorName,
    object,
    row.before,
    row.after,
    ip,
    requestId,
  ]
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify(content)}`)
    .digest('hex')
}

/** Text columns know neither NUL nor half a character. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

function toEvent(row: AuditRow): AuditEvent {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    event: row.event,
    outcome: row.outcome,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    object: row.object,
    before: parsed(row.before),
    after: parsed(row.after),
    ip: row.ip,
    requestId: row.requestId,
    hash: row.hash,
  }
}

/** Somebody may have changed it behind the log's back: then it is shown as it stands. */
function parsed(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
