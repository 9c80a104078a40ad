import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { defineConnector, type Plugin } from '../../plugin.ts'
import { createClock } from '../clock.ts'
import { demoTenant } from '../demo-tenant.ts'
import type { Tenant } from '../tenant.ts'
import type { StartConformanceWorld } from '../world.ts'
import { chapters } from './chapters.ts'
import { conformance } from './index.ts'
import { sample } from './sample/connector.ts'
import startConformanceWorld from './sample/emulator-conformance.ts'
import type { Flaw } from './sample/flaw.ts'
import { flaws } from './sample/flaws.ts'
import { beginning } from './session.ts'
import { createStage, type Stage } from './stage.ts'

const folder = join(import.meta.dirname, 'sample')
const checks = chapters.flatMap((chapter) => chapter.checks)

let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

async function stageOf(plugin: Plugin, where: string, startWorld: StartConformanceWorld): Promise<Stage & AsyncDisposable> {
  const facts = await startWorld({ tenant, clock: createClock(beginning) })
  const stage = createStage({ kit: { plugin, startWorld, tenant }, folder: where, publicSettings: [], facts })
  return { ...stage, [Symbol.asyncDispose]: () => facts.emulator.close() }
}

function worldOf({ world = (given) => given }: Flaw): StartConformanceWorld {
  return async (options) => world(await startConformanceWorld(options))
}

conformance(defineConnector(sample), folder)

describe('a connector that', () => {
  it.each(flaws)('$name is caught', async (flaw) => {
    await using stage = await stageOf(flaw.plugin, flaw.folder ?? folder, worldOf(flaw))
    const check = checks.find(({ title }) => title === flaw.caught)

    await expect((async () => check?.run(stage))()).rejects.toThrow()
  })
})

describe('the kit', () => {
  it('has a flaw for every check, and a check for every flaw', () => {
    const titles = checks.map(({ title }) => title)

    expect(titles.filter((title) => !flaws.some(({ caught }) => caught === title))).toEqual([])
    expect(flaws.filter(({ caught }) => !titles.includes(caught))).toEqual([])
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('leaves out only what says nothing about the connector', () => {
    const left = checks.filter(({ when }) => when !== undefined && !when.holds({ plugin: defineConnector(sample) }))

    expect(left.every(({ when }) => (when?.words ?? '').length > 10)).toBe(true)
  })
})
