import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConnectors } from './loader.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-connectors-'))
})

afterEach(() => rm(folder, { recursive: true }))

function source(id: string, more = ''): string {
  return `const manifest = { id: '${id}', name: 'N', category: 'scanner', stage: 'beta', summary: 'S' }
export default { manifest, configSchema: {}, secrets: [], capabilities: ['discover'], validate: () => [], open: () => { throw new Error('unused') }, ${more} }`
}

async function connector(name: string, text: string, file = 'index.js'): Promise<void> {
  await mkdir(join(folder, name))
  await writeFile(join(folder, name, file), text)
}

describe('loadConnectors', () => {
  it('loads every folder, TypeScript or built, and skips files and hidden folders', async () => {
    await connector('acme', source('acme'))
    await connector('beta-scan', source('beta-scan'), 'index.ts')
    await writeFile(join(folder, 'folder.ts'), 'export const x = 1')
    await mkdir(join(folder, '.cache'))

    const plugins = await loadConnectors([folder])

    expect([...plugins.keys()]).toEqual(['acme', 'beta-scan'])
    expect(plugins.get('acme')?.manifest.name).toBe('N')
  })

  it.each([
    ['has no index', '', 'other.js', /neither index.ts nor index.js/],
    ['throws while loading', 'throw new Error("no wiring")', 'index.js', /no wiring/],
    ['does not parse', 'export default {', 'index.js', /could not be loaded/],
    ['has no default export', 'export const plugin = 1', 'index.js', /no default export/],
    ['exports something else', 'export default { manifest: { id: "broken" } }', 'index.js', /its manifest has no name/],
    ['has another id', source('other'), 'index.js', /id "other", which must be the folder's name/],
    ['lacks a function', source('broken', 'open: undefined'), 'index.js', /no function "open"/],
    ['lacks its secrets', source('broken', 'secrets: "token"'), 'index.js', /does not list its secrets/],
  ])('stops at a folder that %s, naming it', async (_name, text, file, message) => {
    await connector('broken', text, file)

    const loading = loadConnectors([folder])

    await expect(loading).rejects.toThrow(message)
    await expect(loading).rejects.toThrow(join(folder, 'broken'))
  })

  it('loads packages by name, and stops when one has the id of another', async () => {
    await connector('acme', source('acme'))
    const specifier = pathToFileURL(join(folder, 'acme', 'index.js')).href

    expect([...(await loadConnectors([], [specifier])).keys()]).toEqual(['acme'])
    await expect(loadConnectors([folder], [specifier])).rejects.toThrow('there already is a connector with the id "acme"')
  })

  it('stops at a package that is not installed, naming it', async () => {
    await expect(loadConnectors([], ['patchbay-connector-nowhere'])).rejects.toThrow(
      'The connector package "patchbay-connector-nowhere" could not be loaded',
    )
  })

  it('stops when the folder of folders is missing', async () => {
    await expect(loadConnectors([join(folder, 'nowhere')])).rejects.toThrow('ENOENT')
  })
})
