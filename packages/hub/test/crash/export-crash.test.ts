import { createWizEmulator } from '@patchbay/connectors/wiz/emulator'
import type { FaultRule } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { testDatabases } from '../database/index.ts'
import { freshKeys, tester } from '../spine/world.ts'
import { imported, killAtEach, openPlace, smallTenant } from './harness.ts'

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
      const tenant = smallTenant({ projects: 1, findings })
      await using wiz = await createWizEmulator({ tenant, behaviour: { visible: 0, started: 0, ended: 0 } })
      const { clientId, clientSecret } = wiz.accounts.exporter
      const config = { apiEndpointUrl: wiz.apiUrl, authUrl: wiz.authUrl, clientId, clientSecret }
      const keys = freshKeys('crash')
      const place = await flavour.place()
      await imported({ place, keys, tenant }, ({ commands }) =>
        commands.exporters.create({ connector: 'wiz', label: 'Wiz', config }, tester),
      )

      await killAtEach({ place, keys, mode: 'export', config: {} }, moments, (moment, kill) =>
        wiz.faults.add({ ...moment, action: { kind: 'meanwhile', run: kill } }),
      )

      const open = wiz.findings().filter(({ status }) => status === 'OPEN')
      expect([open.length, new Set(open.map(({ id }) => id)).size]).toEqual([findings, findings])
      expect(wiz.requests.all.filter(({ method }) => method === 'PUT')).toHaveLength(1)
      await using database = await openPlace(place)
      const uploads = await database.kysely.selectFrom('upload').selectAll().orderBy('id').execute()
      expect(uploads).toMatchObject([{ stage: 'ended', state: 'success', findings }])
    }, 240_000)
  })
}
