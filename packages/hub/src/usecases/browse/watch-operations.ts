import type { OperationReader, OperationView } from '../../store/operations/reader.ts'
import type { Operation } from './resources/operation.ts'

interface Deps {
  readonly reader: Pick<OperationReader, 'going' | 'since' | 'newest'>
  readonly pause: (signal: AbortSignal) => Promise<void>
  readonly shape: (view: OperationView) => Operation
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
    for (const view of merged(started, going)) {
      newest = Math.max(newest, view.id)
      const operation = shape(view)
      const text = JSON.stringify(operation)
      if (told.get(view.id) !== text) yield operation
      if (operation.endedAt === null) told.set(view.id, text)
      else told.delete(view.id)
    }
    await pause(signal)
  }
}

/** Each once, as it was read last. */
function merged(...lists: readonly (readonly OperationView[])[]): readonly OperationView[] {
  return [...new Map(lists.flat().map((view) => [view.id, view])).values()].toSorted((left, right) => left.id - right.id)
}
