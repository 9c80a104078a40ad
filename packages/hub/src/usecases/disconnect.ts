import type { Plugin } from '@patchbay/sdk'
import { notFound } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import type { Store } from '../store/store.ts'
import { recompute } from './lifecycle/recompute.ts'
import { matchEverywhere } from './map/match-all.ts'

export interface DisconnectDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
}

/** Removes a connection. Its findings are closed with the reason "connection removed", or deleted with its records. */
export async function disconnect(deps: DisconnectDeps, connectionId: number, findings: 'keep' | 'delete'): Promise<void> {
  const now = deps.now()
  const records = await deps.store.transact(async (write) => {
    if ((await write.connections.findForUpdate(connectionId)) === undefined) {
      throw notFound('connection', publicId('connection', connectionId))
    }
    await write.operations.cancelAll(connectionId, now)
    await write.connections.markRemoved(connectionId, now)
    await write.notifications.forgetConnection(connectionId)
    return write.records.idsOfConnection(connectionId)
  })
  for (const recordId of records) {
    await deps.store.transact(async (write) => {
      const touched = await write.findings.vulnerabilitiesOf(recordId, 0, Number.MAX_SAFE_INTEGER)
      if (findings === 'delete') await write.findings.deleteOfRecords([recordId])
      else await write.findings.close(await write.findings.presentIds(recordId), 'connection-removed', now, null)
      await recompute(write, touched, now)
    })
  }
  await deps.store.transact(async (write) => {
    const hidden = await write.repositories.forgetConnection(connectionId)
    await write.repositories.hideUnseen(hidden, now, now)
    if (findings === 'delete') await write.connections.delete(connectionId)
  })
  // Records of others may have led to repositories that nobody lists any more.
  await matchEverywhere(deps.store, deps.plugins, now)
}
