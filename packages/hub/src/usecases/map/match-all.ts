import type { Plugin } from '@patchbay/sdk'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { Store } from '../../store/store.ts'
import { settleEveryImage } from './images.ts'
import { type MatchPolicy, matchRecords } from './match-records.ts'

const batch = 500

/** Product type for products that a connector's records create by themselves. */
export function productTypeOf(plugin: Plugin | undefined, connector: string): string {
  return `${plugin?.manifest.name ?? connector} Connector`
}

export function policyOf(connection: ConnectionRow, plugin: Plugin | undefined, discovered: boolean): MatchPolicy {
  return { autoMap: connection.autoMap, productType: productTypeOf(plugin, connection.connector), discovered }
}

/** Matches given records of one connection, a batch a transaction. Returns how many became GOOD. */
export async function matchConnection(store: Store, ids: readonly number[], policy: MatchPolicy, now: Date): Promise<number> {
  let good = 0
  for (let start = 0; start < ids.length; start += batch) {
    const part = ids.slice(start, start + batch)
    good += (await store.transact((write) => matchRecords(write, part, () => policy, now))).length
  }
  return good
}

/**
 * After repositories changed: tries the unmapped records of every connection again, and settles those whose repository came
 * or went. Returns the connections with newly GOOD records.
 */
export async function matchEverywhere(
  store: Store,
  plugins: ReadonlyMap<string, Plugin>,
  now: Date,
): Promise<readonly { readonly connectionId: number; readonly label: string }[]> {
  await settleEveryImage(store, now)
  const connections = await store.transact((write) => write.connections.sealed())
  const changed: { connectionId: number; label: string }[] = []
  for (const connection of connections) {
    const policy = policyOf(connection, plugins.get(connection.connector), connection.lastDiscoverAt !== null)
    let good = 0
    for (let after = 0; ; ) {
      const ids = await store.transact((write) => write.records.matchable(connection.id, after, batch))
      const last = ids.at(-1)
      if (last === undefined) break
      after = last
      good += await matchConnection(store, ids, policy, now)
    }
    if (good > 0) changed.push({ connectionId: connection.id, label: connection.label })
  }
  return changed
}
