import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { createWizEmulator, type WizEmulator } from '@patchbay/connectors/wiz/emulator'
import { createTenant, type FaultRule, findingsOf, syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { type Place, testDatabases } from '../database/index.ts'
import { createWorld, freshKeys, tester } from '../spine/world.ts'
import { configOf, runChild } from './harness.ts'

const findings = 40

/** Moments in an upload at which a process is killed, told by what has just reached the destination. */
const moments: readonly Omit<FaultRule, 'action'>[] = [
  // It was given a place to put the document.
  { path: '/graphql', body: 'RequestSecurityScanUpload' },
  // The document is there.
  { method: 'PUT' },
  // It asked how the upload is getting on.
  { path: '/graphql', body: 'SystemActivity' },
]

for (const flavour of await testDatabases()) {
  describe.skipIf(flavour.missing !== undefined)(`processes that are killed while they export, on ${flavour.name}`, () => {
    it('leave an upload that the next one goes on with, and that arrives once', async () => {
      const tenant = oneRepository()
      await using wiz = await createWizEmulator({ tenant, behaviour: { visible: 0, started: 0, ended: 0 } })
      const keys = freshKeys('crash')
      const place = await flavour.place()
      await fill(place, keys, tenant, wiz)
      const job = { place, keys, mode: 'export' as const, config: {} }

      let minutesAhead = 0
      for (const moment of moments) {
        const { said } = await runChild({ ...job, minutesAhead }, null, (kill) =>
          wiz.faults.add({ ...moment, action: { kind: 'meanwhile', run: kill } }),
        )
        expect(said).not.toContain('done')
        minutesAhead += 40
      }
      const survivor = await runChild({ ...job, minutesAhead }, null)

      expect(survivor.said).toContain('done')
      const open = wiz.findings().filter(({ status }) => status === 'OPEN')
      expect([open.length, new Set(open.map(({ id }) => id)).size]).toEqual([findings, findings])
      expect(wiz.requests.all.filter(({ method }) => method === 'PUT')).toHaveLength(1)
      expect(await uploadsIn(place)).toMatchObject([{ stage: 'ended', state: 'success', findings }])
    }, 240_000)
  })
}

function oneRepository(): Tenant {
  const synthetic = syntheticTenant({ projects: 1, findings })
  const found = synthetic.repositories.flatMap((_, repository) =>
    [...findingsOf(synthetic, repository)].map((finding) => ({ repository, finding })),
  )
  return createTenant(synthetic.repositories, found)
}

/** Everything is imported, and the destination connected; nothing has been sent. */
async function fill(place: Place, keys: string, tenant: Tenant, wiz: WizEmulator): Promise<void> {
  await using github = await createGitHubEmulator({ tenant })
  await using endor = await createEndorLabsEmulator({ tenant })
  await using database = await openDatabase({ ...place, applicationName: 'crash', poolSize: 4 })
  const world = await createWorld(database, { keys })
  const { connections, exporters } = world.commands
  const source = { token: github.credentials.classic, baseUrl: github.url }
  await connections.create({ connector: 'github', label: 'GitHub', config: source }, tester)
  await world.settle()
  await connections.create({ connector: 'endor-labs', label: 'Endor Labs', config: configOf(endor) }, tester)
  await world.settle()
  const { clientId, clientSecret } = wiz.accounts.exporter
  const config = { apiEndpointUrl: wiz.apiUrl, authUrl: wiz.authUrl, clientId, clientSecret }
  await exporters.create({ connector: 'wiz', label: 'Wiz', config }, tester)
  await world.close()
}

async function uploadsIn(place: Place) {
  await using database = await openDatabase({ ...place, applicationName: 'crash', poolSize: 2 })
  return await database.kysely.selectFrom('upload').selectAll().orderBy('id').execute()
}
