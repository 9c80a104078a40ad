import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClock, demoTenant } from '@patchbay/sdk/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chapters } from '../../packages/sdk/src/testing/conformance/chapters.ts'
import { beginning } from '../../packages/sdk/src/testing/conformance/session.ts'
import { createStage, type Stage } from '../../packages/sdk/src/testing/conformance/stage.ts'
import { loadWorld } from '../../packages/sdk/src/testing/conformance/world-file.ts'
import { listFiles, root } from '../tree.ts'
import { makeConnector, nameOf, template } from './make-connector.ts'

const atRest = chapters.filter(({ title }) => ['The folder', 'Settings'].includes(title)).flatMap(({ checks }) => checks)

let connectors = ''
let made: readonly string[] = []
let stage: Stage

beforeAll(async () => {
  connectors = mkdtempSync(join(tmpdir(), 'patchbay-connector-'))
  symlinkSync(join(root, 'node_modules'), join(connectors, 'node_modules'))
  made = makeConnector(connectors, 'north-wind', 'North Wind')

  const folder = join(connectors, 'north-wind')
  const { default: plugin } = await import(pathToFileURL(join(folder, 'index.ts')).href)
  const startWorld = await loadWorld(folder)
  if (startWorld === null) throw new Error('It has no emulator.')
  const tenant = await demoTenant()
  const facts = await startWorld({ tenant, clock: createClock(beginning) })
  stage = createStage({ kit: { plugin, startWorld, tenant }, folder, publicSettings: [], facts })
})

afterAll(async () => {
  await stage?.facts.emulator.close()
  rmSync(connectors, { recursive: true, force: true })
})

describe('a new connector', () => {
  it('has every file of the template, under its own name', () => {
    expect(made.length).toBe(listFiles(template, ['**/*']).length)
    expect(made).toEqual(
      expect.arrayContaining(['index.ts', 'north-wind.test.ts', 'conformance.test.ts', 'README.md', 'logo.svg']),
    )
  })

  it('does not mention the vendor of the template', () => {
    const texts = made.map((file) => readFileSync(join(connectors, 'north-wind', file), 'utf8'))

    expect(texts.filter((text) => /acme/i.test(text))).toEqual([])
  })

  it.each(atRest)('$title', async ({ run }) => {
    await run(stage)
  })

  it('says what it sees at its emulated vendor', async () => {
    expect((await stage.survey(0)).account.sees).toMatch(/^\d+ projects of example-org$/)
  })

  it('is not made over another', () => {
    expect(() => makeConnector(connectors, 'north-wind', 'North Wind')).toThrow('already is a connector "north-wind"')
  })

  it.each(['North Wind', '../elsewhere', 'north_wind', '-', ''])('is not made with the id %j', (id) => {
    expect(() => makeConnector(connectors, id, 'x')).toThrow('cannot be a connector’s id')
  })

  it('is named like its id when nobody says otherwise', () => {
    expect(nameOf('endor-labs')).toBe('Endor Labs')
  })
})
