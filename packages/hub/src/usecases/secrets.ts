import { Fault } from '@patchbay/sdk'
import type { ConnectionRow } from '../store/connections/writer.ts'
import type { Store } from '../store/store.ts'
import { writeHealth } from './notify/happenings.ts'
import { problemOf } from './operations/problem-of.ts'

type Settings = Readonly<Record<string, unknown>>

export interface SecretDeps {
  readonly store: Store
  readonly now: () => Date
  readonly seal: (connectionId: number, field: string, value: string) => string
  /** Throws a `config` fault naming the field when the secret does not open. */
  readonly unseal: (connectionId: number, field: string, sealed: string) => string
}

/** Stored settings and secrets with a patch over them; `null` takes a setting away. */
export function mergedSettings(deps: SecretDeps, connection: ConnectionRow, patch: Settings): Settings {
  const merged = { ...connection.config, ...unsealAll(deps, connection, patch), ...patch }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

/** An address that a patch brings and the settings so far do not name; `null` without one. What is kept of the secrets would be sent there. */
export function newAddress(settings: Settings, patch: Settings): string | null {
  const known = new Set(Object.values(settings).flatMap(originOf))
  return (
    Object.values(patch)
      .flatMap(originOf)
      .find((origin) => !known.has(origin)) ?? null
  )
}

function originOf(value: unknown): readonly string[] {
  const url = typeof value === 'string' && /^\s*https?:/i.test(value) ? URL.parse(value.trim()) : null
  return url === null ? [] : [url.origin]
}

export function sealAll(deps: SecretDeps, connectionId: number, secrets: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(secrets).map(([field, value]) => [field, deps.seal(connectionId, field, value)]))
}

/** Seals every secret anew with the current key. Returns how many connections changed. One whose secrets do not open is left as it is. */
export async function resealAll(deps: SecretDeps, needsReseal: (sealed: string) => boolean): Promise<number> {
  return deps.store.transact(async (write) => {
    let changed = 0
    for (const connection of await write.connections.sealed()) {
      if (!Object.values(connection.secrets).some(needsReseal)) continue
      try {
        const secrets = unsealAll(deps, connection)
        await write.connections.update(connection.id, { secrets: sealAll(deps, connection.id, secrets) }, deps.now())
        changed += 1
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        await writeHealth(write, connection, { state: 'attention', problem: problemOf(error) }, deps.now())
      }
    }
    return changed
  })
}

/** The secrets in the clear, but for those in `replaced`: what is entered anew need not open. */
function unsealAll(
  deps: SecretDeps,
  { id, secrets }: ConnectionRow,
  replaced: Settings = {},
): Readonly<Record<string, string>> {
  const kept = Object.entries(secrets).filter(([field]) => replaced[field] === undefined)
  return Object.fromEntries(kept.map(([field, sealed]) => [field, deps.unseal(id, field, sealed)]))
}
