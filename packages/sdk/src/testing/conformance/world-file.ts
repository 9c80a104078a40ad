import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { StartConformanceWorld } from '../world.ts'

/** Where a connector's folder says how its emulator is put to use. */
export const worldFile = 'emulator-conformance.ts'

/** What starts the emulated vendor of a folder; `null` where the folder has none. Throws when the file is there and is none. */
export async function loadWorld(folder: string): Promise<StartConformanceWorld | null> {
  const file = join(folder, worldFile)
  if (!existsSync(file)) return null
  const module: unknown = await import(pathToFileURL(file).href)
  if (!hasStarter(module)) throw new Error(`${file} has no default export that starts a conformance world.`)
  return module.default
}

function hasStarter(module: unknown): module is { readonly default: StartConformanceWorld } {
  return typeof module === 'object' && module !== null && 'default' in module && typeof module.default === 'function'
}
