import { randomUUID } from 'node:crypto'
import type { Plugin } from '@patchbay/sdk'
import { notFound } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import type { Removal } from '../store/connections/writer.ts'
import type { Store, Writers } from '../store/store.ts'
import { recompute } from './lifecycle/recompute.ts'
import { matchEverywhere } from './map/match-all.ts'

export interface DisconnectDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
}

/** Milliseconds; more than the findings of one record take. */
const patience = 600_000

/** Removes a connection. Its findings are closed with the reason "connection removed", or deleted with its records. */
export async function disconnect(deps: DisconnectDeps, connectionId: number, findings: 'keep' | 'delete'): Promise<void> {
  const holder = randomUUID()
  const now = deps.now()
  await deps.store.transact(async (write) => {
    if ((await write.connections.findForUpdate(connectionId)) === undefined) {
      throw notFound('connection', publicId('connection', connectionId))
    }
    await write.operations.cancelAll(connectionId, now)
    await write.connections.markRemoved(connectionId, findings, now)
    await write.notifications.forgetConnection(connectionId)
    await hold(write, connectionId, holder, now)
  })
  await finish(deps, { connectionId, findings }, holder)
}

/** Goes on with what was being removed when its process ended. */
export async function finishRemovals(deps: DisconnectDeps): Promise<void> {
  for (const removal of await deps.store.transact((write) => write.connections.removals())) {
    await finish(deps, removal, randomUUID())
  }
}

/** Record by record, each once however often it is begun anew. Leaves it to another process that is at it. */
async function finish(deps: DisconnectDeps, { connectionId, findings }: Removal, holder: string): Promise<void> {
  const { store } = deps
  for (const recordId of await store.transact((write) => write.records.idsOfConnection(connectionId))) {
    const now = deps.now()
    const mine = await store.transact(async (write) => {
      if (!(await hold(write, connectionId, holder, now))) return false
      await (findings === 'delete' ? deleteFindings : closeFindings)(write, recordId, now)
      return true
    })
    if (!mine) return
  }
  const now = deps.now()
  const mine = await store.transact(async (write) => {
    if (!(await hold(write, connectionId, holder, now))) return false
    const hidden = await write.repositories.forgetConnection(connectionId)
    await write.repositories.hideUnseen(hidden, now, now)
    if (findings === 'delete') await write.connections.delete(connectionId)
    else await write.connections.removalDone(connectionId)
    await write.leases.end(leaseOf(connectionId), holder)
    return true
  })
  // Records of others may have led to repositories that nobody lists any more.
  if (mine) await matchEverywhere(store, deps.plugins, now)
}

async function deleteFindings(write: Writers, recordId: number, now: Date): Promise<void> {
  const touched = await write.findings.vulnerabilitiesOf(recordId, 0, Number.MAX_SAFE_INTEGER)
  await write.findings.deleteOfRecords([recordId])
  await recompute(write, touched, now)
}

async function closeFindings(write: Writers, recordId: number, now: Date): Promise<void> {
  const closed = await write.findings.close(await write.findings.presentIds(recordId), 'connection-removed', now, null)
  await recompute(
    write,
    closed.map(({ vulnerabilityId }) => vulnerabilityId),
    now,
  )
}

async function hold(write: Writers, connectionId: number, holder: string, now: Date): Promise<boolean> {
  return write.leases.take(leaseOf(connectionId), holder, now, new Date(now.getTime() + patience))
}

function leaseOf(connectionId: number): string {
  return `removal ${connectionId}`
}
