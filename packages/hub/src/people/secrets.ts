import { createHash } from 'node:crypto'
import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { TwoFactorStore } from '../store/people/two-factor-store.ts'

/** A secret of the sign-in library. The version is written into what it encrypts, so that the right one is found again. */
export interface VersionedSecret {
  readonly version: number
  readonly value: string
}

/** The first signs and encrypts, all of them decrypt. */
export function versioned(secrets: readonly string[]): VersionedSecret[] {
  return secrets.map((value) => ({ version: createHash('sha256').update(value).digest().readUIntBE(0, 6), value }))
}

/** Encrypts every two-factor secret anew that an older secret encrypted, so that the older one can go. Says how many. */
export async function resealTwoFactor(store: TwoFactorStore, secrets: readonly VersionedSecret[]): Promise<number> {
  const [current] = secrets
  if (current === undefined) return 0
  const key = { keys: new Map(secrets.map(({ version, value }) => [version, value])), currentVersion: current.version }
  const isCurrent = (text: string) => parseEnvelope(text)?.version === current.version
  const anew = async (data: string) => symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) })
  const stale = (await store.all()).filter(({ secret, backupCodes }) => !isCurrent(secret) || !isCurrent(backupCodes))
  for (const row of stale)
    await store.replace(row, { secret: await anew(row.secret), backupCodes: await anew(row.backupCodes) })
  return stale.length
}
