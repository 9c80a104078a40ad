import type { Plugin } from '@patchbay/sdk'
import { createBrowse } from '../../src/compose/browse.ts'
import { composeConfiguration } from '../../src/compose/configuration.ts'
import type { People } from '../../src/people/people.ts'
import { parseKeys } from '../../src/runtime/secrets/key.ts'
import { createSealer } from '../../src/runtime/secrets/sealer.ts'
import type { Database } from '../../src/store/database.ts'
import type { Commands } from '../../src/usecases/commands.ts'
import { sighting, sightings } from '../spine/sighting.ts'
import { createVendor, product, repository, type Vendor } from '../spine/vendor.ts'
import { createWorld, type World } from '../spine/world.ts'
import { type TestApi, testApi } from './api.ts'

/** A whole hub over scripted vendors: what is requested is done before the answer comes. */
export interface TestHub {
  readonly api: TestApi
  readonly world: World
  readonly scanner: Vendor
  readonly forge: Vendor
  close(): Promise<void>
}

/** One scanner with two products, one of which is in a repository of the forge. */
export async function testHub(database: Database, more: readonly Plugin[] = []): Promise<TestHub> {
  const scanner = createVendor('scanner')
  scanner.products = [
    product('shop', { address: 'https://forge.test/acme/shop' }),
    product('attic', { name: 'attic\u001b[31m' }),
  ]
  scanner.findings.set('shop', { pages: [{ items: sightings('shop', 5) }] })
  scanner.findings.set('attic', {
    pages: [{ items: [sighting('attic', 'A1', { severity: 'critical', identifiers: ['CVE-2024-9999'] })] }],
  })
  const forge = createVendor('forge', { sourceControl: true })
  forge.repositories = { pages: [{ items: [repository('1', 'acme/shop')] }] }

  const all = [scanner.plugin, forge.plugin, ...more]
  const plugins = new Map(all.map((plugin) => [plugin.manifest.id, plugin]))
  const world = await createWorld(database, { plugins })
  const now = () => new Date()
  const browse = createBrowse({ database, plugins, now })
  const commands = prompt(world)
  const sealer = createSealer(parseKeys(world.keys))
  const configuration = (people: People) => composeConfiguration({ database, plugins, sealer, commands, people, now })
  const api = await testApi(database, { browse, plugins, commands, configuration })
  return {
    api,
    world,
    scanner,
    forge,
    async close() {
      await api.app.close()
      await world.close()
    },
  }
}

/** Commands that do what they put into the queue at once. */
function prompt({ commands, settle, propose, uploads: queued, runUpload }: World): Commands {
  const { connections, mappingRules, operations, records, uploads } = commands
  const then = async <T>(work: Promise<T>) => {
    const result = await work
    await settle()
    await propose()
    for (const id of queued.splice(0)) await runUpload(id)
    return result
  }
  return {
    ...commands,
    connections: {
      ...connections,
      create: (...given) => then(connections.create(...given)),
      update: (...given) => then(connections.update(...given)),
    },
    operations: {
      ...operations,
      request: (...given) => then(operations.request(...given)),
      syncRecords: (...given) => then(operations.syncRecords(...given)),
    },
    records: {
      ...records,
      map: (...given) => then(records.map(...given)),
      undo: (...given) => then(records.undo(...given)),
      changeMany: (...given) => then(records.changeMany(...given)),
    },
    uploads: {
      exportRepository: (...given) => then(uploads.exportRepository(...given)),
      confirm: (...given) => then(uploads.confirm(...given)),
    },
    mappingRules: { ...mappingRules, apply: (...given) => then(mappingRules.apply(...given)) },
  }
}
