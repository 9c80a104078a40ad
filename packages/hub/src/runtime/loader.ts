import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '@patchbay/sdk'

const entryFiles = ['index.ts', 'index.js'] as const

/**
 * Loads every connector: each sub-folder of `folders`, and each npm package named in `extra`. The default export of a
 * folder's index must be a plugin whose id is the folder's name. The first that fails stops the boot with an error naming it.
 */
export async function loadConnectors(
  folders: readonly string[],
  extra: readonly string[] = [],
): Promise<ReadonlyMap<string, Plugin>> {
  const plugins = new Map<string, Plugin>()

  for (const folder of folders) {
    for (const name of await subFolders(folder)) {
      add(plugins, await loadFolder(join(folder, name), name), `The connector folder "${join(folder, name)}"`)
    }
  }
  for (const name of extra) {
    const source = `The connector package "${name}"`
    add(plugins, readPlugin(await importDefault(name, source), source), source)
  }
  return plugins
}

async function subFolders(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  const kinds = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).isDirectory()))
  return names.filter((_, index) => kinds[index])
}

async function loadFolder(folder: string, name: string): Promise<Plugin> {
  const source = `The connector folder "${folder}"`
  const files = await readdir(folder)
  const entry = entryFiles.find((file) => files.includes(file))
  if (entry === undefined) throw new Error(`${source} could not be loaded: it has neither index.ts nor index.js.`)

  const plugin = readPlugin(await importDefault(pathToFileURL(resolve(folder, entry)).href, source), source)
  if (plugin.manifest.id !== name) {
    throw new Error(
      `${source} could not be loaded: its manifest says id "${plugin.manifest.id}", which must be the folder's name.`,
    )
  }
  return plugin
}

async function importDefault(specifier: string, source: string): Promise<unknown> {
  try {
    const module: { readonly default?: unknown } = await import(specifier)
    return module.default
  } catch (error) {
    throw new Error(`${source} could not be loaded: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function add(plugins: Map<string, Plugin>, plugin: Plugin, source: string): void {
  const { id } = plugin.manifest
  if (plugins.has(id)) throw new Error(`${source} could not be loaded: there already is a connector with the id "${id}".`)
  plugins.set(id, plugin)
}

function readPlugin(value: unknown, source: string): Plugin {
  if (isPlugin(value)) return value
  throw new Error(`${source} could not be loaded: ${flaw(value)}. The default export must be what defineConnector returns.`)
}

/** The one place where a value from outside is taken for a plugin: modules found at run time have no types. */
function isPlugin(value: unknown): value is Plugin {
  return flaw(value) === null
}

function flaw(value: unknown): string | null {
  if (!isRecord(value)) return 'it has no default export that is an object'
  const { manifest, configSchema, secrets, capabilities } = value
  if (!isRecord(manifest)) return 'it has no manifest'
  if (typeof manifest['id'] !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(manifest['id']))
    return 'its manifest has no kebab-case id'
  const blank = ['name', 'category', 'stage', 'summary'].find(
    (name) => typeof manifest[name] !== 'string' || manifest[name] === '',
  )
  if (blank !== undefined) return `its manifest has no ${blank}`
  if (!isRecord(configSchema)) return 'it has no configSchema'
  if (!isTextList(secrets)) return 'it does not list its secrets'
  if (!isTextList(capabilities)) return 'it does not list its capabilities'
  const missing = ['validate', 'open'].find((name) => typeof value[name] !== 'function')
  return missing === undefined ? null : `it has no function "${missing}"`
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
