import { randomUUID } from 'node:crypto'
import { Problem } from '../../domain/problem.ts'
import type { Store } from '../../store/store.ts'

export interface AloneDeps {
  readonly store: Store
  readonly now: () => Date
}

const name = 'configuration'

/** Milliseconds; more than one change and its vendor's answer take. */
const patience = 600_000

/**
 * Applies one file at a time: two at once would each see half of what the other does. `work` says `still` before each change.
 * Throws a `conflict` problem while somebody else is at it.
 */
export async function alone<T>({ store, now }: AloneDeps, work: (still: () => Promise<void>) => Promise<T>): Promise<T> {
  const holder = randomUUID()
  const still = async () => {
    const at = now()
    const until = new Date(at.getTime() + patience)
    if (!(await store.transact((write) => write.leases.take(name, holder, at, until)))) throw busy()
  }
  await still()
  try {
    return await work(still)
  } finally {
    await store.transact((write) => write.leases.end(name, holder))
  }
}

function busy(): Problem {
  return new Problem('conflict', 'Somebody else is applying a configuration file right now.', {
    code: 'configuration-busy',
    remedy: 'Look at the plan again in a moment; it may be done already.',
  })
}
