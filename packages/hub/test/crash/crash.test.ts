import type { EndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { type Place, testDatabases } from '../database/index.ts'
import { expectTruth } from '../spine/truth.ts'
import { freshKeys } from '../spine/world.ts'
import { configOf, emulate, runChild, runThrough, scanAgain, stateOf } from './harness.ts'
import type { Job } from './job.ts'

const size = { projects: 2, findings: 2000 }
const repositories = Array.from({ length: size.projects }, (_, n) => `synthetic-0/service-${String(n).padStart(5, '0')}`)
const killsAPhase = 2

for (const flavour of await testDatabases()) {
  describe.skipIf(flavour.missing !== undefined)(`a process that is killed on ${flavour.name}`, () => {
    let endor: EndorLabsEmulator

    beforeAll(async () => {
      endor = await emulate(size)
    })

    afterAll(() => endor.close())

    it('leaves nothing behind that an undisturbed one would not, whenever it happens', async () => {
      const keys = freshKeys('crash')
      const [calm, troubled] = [await flavour.place(), await flavour.place()]
      const job = (place: Place, mode: Job['mode']): Job => ({ place, keys, mode, config: configOf(endor) })
      const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), 100)
      let killed = 0

      for (const mode of ['connect', 'sync'] as const) {
        const { worked } = await runChild(job(calm, mode), null)
        const moment = () => ((random.pop() ?? 0.5) * worked * 2) / (killsAPhase + 1)
        killed += await runThrough(job(troubled, mode), killsAPhase, moment)
        scanAgain(endor, repositories)
      }

      expect(killed).toBeGreaterThan(0)
      const expected = await read(calm)
      expect(expected.findings).toHaveLength(size.findings)
      expect(expected.operations).toMatchObject([
        { kind: 'discover' },
        { kind: 'sync', new: 2000 },
        { kind: 'sync', closed: 200 },
      ])
      expect(await read(troubled)).toEqual(expected)
    }, 300_000)
  })
}

async function read(place: Place) {
  await using database = await openDatabase({ ...place, applicationName: 'crash', poolSize: 2 })
  await expectTruth(database, new Date())
  return await stateOf(database)
}
