import { databaseId, publicId } from '../../domain/public-id.ts'
import type { RecordEventView, RecordHistoryReader } from '../../store/records/history-reader.ts'
import type { MappingSnapshot } from '../../store/records/mapping-snapshot.ts'
import { irrevocable } from '../map/undo-mapping.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { MappingTarget, RecordEvent } from './resources/record-history.ts'

interface Deps {
  readonly reader: Pick<RecordHistoryReader, 'list'>
  /** Refuses an id that leads nowhere. */
  readonly known: (id: string) => Promise<unknown>
  readonly nameActors: NameActors
}

/** What became of a record, newest first. */
export function browseRecordHistory({ reader, known, nameActors }: Deps): Browse['records']['history'] {
  return async (id, page) => {
    await known(id)
    const { rows, nextCursor, count } = await reader.list(databaseId('record', id), page)
    const actorOf = await nameActors(rows.map((row) => row.actor))
    return { items: rows.map((row) => eventOf(row, actorOf)), nextCursor, count }
  }
}

function eventOf(view: RecordEventView, actorOf: ActorOf): RecordEvent {
  const id = publicId('record event', view.id)
  const at = view.at.toISOString()
  const by = actorOf(view.actor)
  if (view.toState !== null) {
    const { fromState, toState, cause, reason } = view
    return { id, kind: 'state', at, from: fromState, to: toState, cause: cause ?? 'not-mapped', reason: reason ?? '', by }
  }
  return {
    id,
    kind: 'mapping',
    at,
    from: targetOf(view.former),
    to: targetOf(view.current),
    by,
    undone: view.undoes !== null,
    undoable: view.newest && irrevocable(view) === null,
  }
}

/** A mapping's ends by the names they had. */
export function targetOf(mapping: MappingSnapshot | null): MappingTarget | null {
  if (mapping === null) return null
  const { product, asset, assetKind, branch, method } = mapping
  return { product, repository: assetKind === 'repository' ? asset : null, branch, method }
}
