import { z } from 'zod'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { OperationReader, OperationView } from '../../store/operations/reader.ts'
import type { Browse } from './browse.ts'
import type { Operation } from './resources/operation.ts'
import { idsOf, iso, objectOf, troubleOf } from './values.ts'
import { watchOperations } from './watch-operations.ts'

interface Deps {
  readonly reader: Pick<OperationReader, 'list' | 'find' | 'notes' | 'going' | 'since' | 'newest'>
  /** Resolves after a moment, or at once when the signal aborts. */
  readonly pause: (signal: AbortSignal) => Promise<void>
}

export function browseOperations({ reader, pause }: Deps): Browse['operations'] {
  return {
    async list(filter, page) {
      const connection = idsOf('connection', filter.connection)
      const { rows, nextCursor, count } = await reader.list({ ...filter, connection }, page)
      return { items: rows.map(toOperation), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('operation', id))
      if (view === undefined) throw notFound('operation', id)
      return toOperation(view)
    },
    async notes(id, page) {
      const operationId = databaseId('operation', id)
      if ((await reader.find(operationId)) === undefined) throw notFound('operation', id)
      const { rows, nextCursor, count } = await reader.notes(operationId, page)
      return { items: rows.map((note) => ({ ...note, at: note.at.toISOString() })), nextCursor, count }
    },
    watch: (signal) => watchOperations({ reader, pause, shape: toOperation }, signal),
  }
}

const whole = z.int().nonnegative().catch(0)

const StoredCounts = z
  .object({
    pages: whole,
    seen: whole,
    new: whole,
    changed: whole,
    unchanged: whole,
    closed: whole,
    reopened: whole,
    setAside: whole,
    filtered: z.record(z.string(), whole).catch({}),
  })
  .catch({ pages: 0, seen: 0, new: 0, changed: 0, unchanged: 0, closed: 0, reopened: 0, setAside: 0, filtered: {} })

const StoredProgress = z
  .object({
    done: z.int().nonnegative().nullable().catch(null),
    total: z.int().nonnegative().nullable().catch(null),
    note: z.string().nullable().catch(null),
  })
  .catch({ done: null, total: null, note: null })

function toOperation(view: OperationView): Operation {
  const { done, total, note } = StoredProgress.parse(view.progress)
  return {
    id: publicId('operation', view.id),
    kind: view.kind,
    state: view.state,
    trigger: view.trigger,
    connection:
      view.connectionId === null || view.connector === null
        ? null
        : { id: publicId('connection', view.connectionId), label: view.connectionLabel, connector: view.connector },
    connectionLabel: view.connectionLabel,
    requestedBy: view.requestedBy,
    requestedAt: view.requestedAt.toISOString(),
    startedAt: iso(view.startedAt),
    endedAt: iso(view.endedAt),
    cancelRequested: view.cancelRequested,
    awaitsConfirmation: view.held && view.endedAt !== null,
    progress: { done, total, message: note },
    counts: StoredCounts.parse(view.counts),
    coverage: objectOf(view.coverage),
    problem: troubleOf(view.problem),
  }
}
