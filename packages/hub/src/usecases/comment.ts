import { notFound } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import type { Store } from '../store/store.ts'
import type { Commands } from './commands.ts'

/** What people say about a vulnerability; it stands in its history and goes where that goes. */
export function createComment(deps: {
  readonly store: Store
  readonly now: () => Date
}): Commands['vulnerabilities']['comment'] {
  return (id, text, actor) =>
    deps.store.transact(async (write) => {
      const [row] = await write.vulnerabilities.lock([id])
      if (row === undefined) throw notFound('vulnerability', publicId('vulnerability', id))
      const event = { vulnerabilityId: id, assetId: row.assetId, kind: 'commented', actor: actor.id, data: { text } } as const
      await write.vulnerabilities.record([event], deps.now())
    })
}
