import type { OperationReader, OperationView } from '../../store/operations/reader.ts'
import type { Operation } from './resources/operation.ts'

interface Deps {
  readonly reader: Pick<OperationReader, 'going' | 'since' | 'newest'>
  readonly pause: (signal: AbortSignal) => Promise<void>
  readonly shape: (views: readonly OperationView[]) => Promise<readonly Operation[]>
}

/**
 * Operations as they change: first those waiting or running, then each one whenever anything of it changed, the end included.
 * Looks again and again rather than being told, so that it works across processes and through any connection pooler.
 */
export async function* watchOperations({ reader, pause, shape }: Deps, signal: AbortSignal): AsyncGenerator<Operation> {
  let newest = await reader.newest()
  const told = new Map<number, string>()
  while (!signal.aborted) {
    const started = await reader.since(newest)
    const going = await reader.going([...told.keys()])
    const views = merged(started, going)
    const operations = await shape(views)
    for (const [index, operation] of operations.entries()) {
      const id = views[index]?.id ?? 0
      newest = Math.max(newest, id)
      const text = JSON.stringify(operation)
      if (told.get(id) !== text) yield operation
      if (operation.endedAt === null) told.set(id, text)
      else told.delete(id)
    }
    await pause(signal)
  }
}

/** Each once, as it was read last. */
function merged(...lists: readonly (readonly OperationView[])[]): readonly OperationView[] {
  return [...new Map(lists.flat().map((view) => [view.id, view])).values()].toSorted((left, right) => left.id - right.id)
}
