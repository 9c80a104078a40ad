import { z } from 'zod'
import { notFound } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { FilteredReader } from '../../store/filtered/reader.ts'
import type { OperationReader, OperationView } from '../../store/operations/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import { toFiltered } from './explain/answers.ts'
import { knownOperation } from './known-operation.ts'
import type { Operation } from './resources/operation.ts'
import { idsOf, iso, objectOf, troubleOf } from './values.ts'
import { watchOperations } from './watch-operations.ts'

interface Deps {
  readonly reader: Pick<OperationReader, 'list' | 'find' | 'notes' | 'going' | 'since' | 'newest'>
  /** Resolves after a moment, or at once when the signal aborts. */
  readonly filtered: Pick<FilteredReader, 'ofOperation'>
  readonly nameActors: NameActors
  readonly pause: (signal: AbortSignal) => Promise<void>
}

export function browseOperations({
  reader,
  filtered,
  nameActors,
  pause,
}: Deps): Pick<Browse['operations'], 'list' | 'get' | 'notes' | 'filtered' | 'watch'> {
  async function shape(views: readonly OperationView[]): Promise<Operation[]> {
    const actorOf = await nameActors(views.map((view) => view.requestedBy))
    return views.map((view) => toOperation(view, actorOf))
  }

  return {
    async list(filter, page) {
      const connection = idsOf('connection', filter.connection)
      const { rows, nextCursor, count } = await reader.list({ ...filter, connection }, page)
      return { items: await shape(rows), nextCursor, count }
    },
    async get(id) {
      const [operation] = await shape([await knownOperation(reader, id)])
      if (operation === undefined) throw notFound('operation', id)
      return operation
    },
    async notes(id, filter, page) {
      const operation = await knownOperation(reader, id)
      const { rows, nextCursor, count } = await reader.notes(operation.id, filter, page)
      return { items: rows.map((note) => ({ ...note, at: note.at.toISOString() })), nextCursor, count }
    },
    async filtered(id, filter, page) {
      const operation = await knownOperation(reader, id)
      const { rows, nextCursor, count } = await filtered.ofOperation(operation.id, filter.reason, page)
      return { items: rows.map(toFiltered), nextCursor, count }
    },
    watch: (signal) => watchOperations({ reader, pause, shape }, signal),
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

/** What is stored of an operation's counts; what is missing is 0. */
export function parseCounts(stored: unknown): Operation['counts'] {
  return StoredCounts.parse(stored)
}

function toOperation(view: OperationView, actorOf: ActorOf): Operation {
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
    records: view.records && {
      count: view.records.count,
      named: view.records.named.map(({ id, name }) => ({ id: publicId('record', id), name })),
    },
    requestedBy: actorOf(view.requestedBy),
    requestedAt: view.requestedAt.toISOString(),
    startedAt: iso(view.startedAt),
    endedAt: iso(view.endedAt),
    cancelRequested: view.cancelRequested,
    awaitsConfirmation: view.held && view.endedAt !== null,
    progress: { done, total, message: note },
    counts: parseCounts(view.counts),
    coverage: objectOf(view.coverage),
    problem: troubleOf(view.problem),
    emptiedAt: iso(view.emptiedAt),
  }
}
