import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'

export interface Vendor extends DemoVendor {
  /** The connector that speaks to it. */
  readonly connector: string
}

const files = ['emulator-demo.ts', 'emulator-demo.js'] as const

/** Starts the emulator of every connector that brings one for the demo. */
export async function startVendors(folder: string, tenant: Tenant): Promise<readonly Vendor[]> {
  const vendors: Vendor[] = []
  for (const connector of (await readdir(folder)).toSorted()) {
    const file = files.map((name) => join(folder, connector, name)).find((path) => existsSync(path))
    if (file === undefined) continue
    const loaded: unknown = await import(pathToFileURL(file).href)
    if (!isStarter(loaded)) throw new Error(`${file} has no default export that starts a vendor.`)
    vendors.push({ connector, ...(await loaded.default(tenant)) })
  }
  return vendors
}

function isStarter(loaded: unknown): loaded is { readonly default: (tenant: Tenant) => Promise<DemoVendor> } {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded && typeof loaded.default === 'function'
}
