import { afterAll, describe, it } from 'vitest'
import type { Plugin } from '../../plugin.ts'
import { createClock } from '../clock.ts'
import { demoTenant } from '../demo-tenant.ts'
import { chapters } from './chapters.ts'
import { beginning, type Kit } from './session.ts'
import { createStage } from './stage.ts'
import { loadWorld, worldFile } from './world-file.ts'

export interface ConformanceOptions {
  /** Settings that sound like secrets and are none, such as a project key. */
  readonly publicSettings?: readonly string[]
}

/**
 * Writes the tests every connector has to pass. To be called once, at the top of `conformance.test.ts`, with the folder of the
 * connector (`import.meta.dirname`); the folder's `emulator-conformance.ts` says how the vendor is emulated.
 */
export function conformance(plugin: Plugin, folder: string, { publicSettings = [] }: ConformanceOptions = {}): void {
  describe(`conformance of ${plugin.manifest.id}`, async () => {
    const startWorld = await loadWorld(folder)
    if (startWorld === null) {
      it('has an emulator of the vendor for the kit to start', () => {
        throw new Error(`There is no ${worldFile} in ${folder}. docs/develop/adding-a-connector.md says what it holds.`)
      })
      return
    }

    const kit: Kit = { plugin, startWorld, tenant: await demoTenant() }
    const facts = await startWorld({ tenant: kit.tenant, clock: createClock(beginning) })
    const stage = createStage({ kit, folder, publicSettings, facts })
    afterAll(() => facts.emulator.close())

    for (const { title, checks } of chapters) {
      const fitting = checks.filter(({ when }) => when === undefined || when.holds({ plugin, world: facts }))
      if (fitting.length === 0) continue
      describe(title, () => {
        for (const check of fitting) it(check.title, async () => check.run(stage))
      })
    }
  })
}

// For what a destination promises beyond the kit: the same emulated vendor, real client and uploads.
export { openSession, type Session } from './session.ts'
export { exportsOf, follow, type Parcel, parcelOf, ship, shipWhole, writePaper } from './shipment.ts'
export { findingOf, scopeOf, snapshotOf } from './snapshots.ts'
