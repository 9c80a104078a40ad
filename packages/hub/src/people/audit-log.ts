import { createHash } from 'node:crypto'
import type { AuditRow, AuditStore } from '../store/people/audit-store.ts'
import type { PageRequest } from '../usecases/browse/page-request.ts'
import type { AuditEvent } from '../usecases/browse/resources/people.ts'
import { canonicalJson } from './canonical-json.ts'
import type { AuditEntry, People } from './people.ts'

const batch = 1000

/** The audit log: each event's hash covers the one before it, so that nothing can be changed or left out unnoticed. */
export function auditLog(store: Pick<AuditStore, 'append' | 'list' | 'after'>, now: () => Date): People['audit'] {
  return {
    append: (entry) => store.append((last) => linked(entry, last, now())),
    async list(filter, page: PageRequest) {
      const { rows, nextCursor, count } = await store.list(filter, page)
      return { items: rows.map(toEvent), nextCursor, count }
    },
    async verify() {
      let last: { seq: number; hash: string } | null = null
      for (;;) {
        const rows: readonly AuditRow[] = await store.after(last?.seq ?? 0, batch)
        for (const row of rows) {
          const follows = row.seq === (last?.seq ?? 0) + 1 && row.hash === hashOf(row, last?.hash ?? '')
          if (!follows) return { events: last?.seq ?? 0, brokenAt: row.seq }
          last = row
        }
        if (rows.length < batch) return { events: last?.seq ?? 0, brokenAt: null }
      }
    },
  }
}

function linked(entry: AuditEntry, last: { readonly seq: number; readonly hash: string } | null, at: Date): AuditRow {
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at,
    event: entry.event,
    outcome: entry.outcome,
    actorKind: entry.actor.kind,
    actorId: storable(entry.actor.id),
    actorName: storable(entry.actor.name),
    object: entry.object === null ? null : storable(entry.object),
    before: entry.before === undefined ? null : canonicalJson(entry.before),
    after: entry.after === undefined ? null : canonicalJson(entry.after),
    ip: entry.ip,
    requestId: entry.requestId,
  }
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
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
    ip: row.ip,
    requestId: row.requestId,
    hash: row.hash,
  }
}
