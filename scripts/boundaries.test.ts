import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBoundaryProblems, listSources, readBoundaries, type Violation } from './check/boundaries.ts'
import { root } from './tree.ts'

const imports = (specifier: string) => `import * as module from '${specifier}'\nexport const used = module\n`
const importsType = (specifier: string) => `import type * as module from '${specifier}'\nexport type Used = typeof module\n`

/** For each rule, a file that breaks it. */
const wrong: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'sdk-stands-alone': ['packages/sdk/src/wrong-undici.ts', imports('undici')],
  'sdk-testing-stands-alone': ['packages/sdk/src/testing/wrong.ts', imports('vitest')],
  'conformance-stands-alone': ['packages/sdk/src/testing/conformance.ts', imports('fastify')],
  'conformance-stays-in-tests': [
    'packages/connectors/src/acme/emulator-kit.ts',
    imports('../../../sdk/src/testing/conformance.ts'),
  ],
  'sdk-runs-without-testing': ['packages/sdk/src/wrong-testing.ts', imports('./testing/index.ts')],
  'connector-keeps-to-its-folder': ['packages/connectors/src/acme/map.ts', imports('../other/index.ts')],
  'connector-has-no-way-out': ['packages/connectors/src/acme/schema.ts', imports('node:https')],
  'emulator-reads-no-disk': ['packages/connectors/src/acme/emulator.ts', imports('node:fs/promises')],
  'connector-runs-without-testing': ['packages/connectors/src/acme/index.ts', imports('@patchbay/sdk/testing')],
  'client-stands-alone': ['packages/client/src/wrong.ts', imports('zod')],
  'web-talks-through-the-client': ['packages/web/src/wrong-sdk.ts', imports('@patchbay/sdk')],
  'web-runs-in-a-browser': ['packages/web/src/wrong-core.ts', imports('node:path')],
  'hub-names-no-connector': ['packages/hub/src/runtime/wrong-connector.ts', imports('@patchbay/connectors/other')],
  'nobody-imports-the-hub': ['packages/web/src/wrong-hub.ts', imports('../../hub/src/domain/right.ts')],
  'domain-is-pure': ['packages/hub/src/domain/wrong.ts', imports('node:fs')],
  'documents-are-pure': ['packages/hub/src/documents/wrong.ts', imports('../store/right.ts')],
  'usecases-get-what-they-need': ['packages/hub/src/usecases/wrong-store.ts', imports('../store/right.ts')],
  'usecases-know-no-door': ['packages/hub/src/usecases/wrong-api.ts', importsType('../api/right.ts')],
  'usecases-know-no-technology': ['packages/hub/src/usecases/wrong-kysely.ts', importsType('kysely')],
  'doors-call-use-cases': ['packages/hub/src/api/wrong-runtime.ts', imports('../runtime/right.ts')],
  'store-and-runtime-are-the-floor': ['packages/hub/src/store/wrong-up.ts', imports('../usecases/right.ts')],
  'store-and-runtime-are-apart': ['packages/hub/src/store/wrong-side.ts', imports('../runtime/right.ts')],
  'runtime-and-store-are-apart': ['packages/hub/src/runtime/wrong-side.ts', imports('../store/right.ts')],
  'config-and-telemetry-are-leaves': ['packages/hub/src/config/wrong.ts', imports('../runtime/right.ts')],
  'only-main-composes': ['packages/hub/src/cli/wrong.ts', imports('../compose/right.ts')],
  'sql-stays-in-the-store': ['packages/hub/src/api/wrong-sql.ts', imports('pg')],
  'queue-stays-in-jobs': ['packages/hub/src/api/wrong-queue.ts', imports('pg-boss')],
  'fastify-stays-in-api': ['packages/hub/src/telemetry/wrong.ts', imports('fastify')],
  'no-cycles': ['packages/hub/src/domain/wrong-cycle.ts', imports('./wrong-ring.ts')],
  'no-unresolved': ['packages/hub/src/domain/wrong-path.ts', imports('./nowhere.ts')],
  'no-undeclared-dependency': ['packages/hub/src/runtime/wrong-undeclared.ts', imports('safe-regex')],
  'no-dev-dependency-at-run-time': ['packages/hub/src/runtime/wrong-dev.ts', imports('vitest')],
  'no-test-at-run-time': ['packages/hub/src/domain/wrong-test.ts', imports('./right.test.ts')],
  'no-tools-at-run-time': ['packages/hub/src/runtime/wrong-tool.ts', imports('../../../../scripts/right.ts')],
}

/** What the rules must let through, beside what the tree itself does. */
const right: readonly (readonly [file: string, text: string])[] = [
  ['packages/sdk/src/index.ts', imports('zod')],
  ['packages/sdk/src/testing/index.ts', imports('node:http')],
  ['packages/sdk/src/testing/conformance/index.ts', imports('vitest')],
  ['packages/connectors/src/folder.ts', imports('node:path')],
  ['packages/connectors/src/other/index.ts', imports('@patchbay/sdk')],
  ['packages/connectors/src/other/emulator.ts', imports('@patchbay/sdk/testing')],
  ['packages/connectors/src/other/other.test.ts', imports('node:fs')],
  ['packages/hub/src/domain/right.ts', imports('@patchbay/sdk')],
  ['packages/hub/src/domain/right.test.ts', imports('vitest')],
  ['packages/hub/src/store/right.ts', imports('../domain/right.ts')],
  ['packages/hub/src/runtime/right.ts', imports('@patchbay/connectors/folder')],
  ['packages/hub/src/usecases/right.ts', importsType('../store/right.ts')],
  ['packages/hub/src/api/right.ts', imports('../usecases/right.ts')],
  ['packages/hub/src/api/right-type.ts', importsType('../store/right.ts')],
  ['packages/hub/src/compose/right.ts', imports('../store/right.ts')],
  ['packages/web/src/right.tsx', imports('@patchbay/client')],
  ['packages/client/src/index.ts', imports('openapi-fetch')],
  ['scripts/right.ts', imports('vitest')],
]

const otherHalfOfTheCycle = ['packages/hub/src/domain/wrong-ring.ts', imports('./wrong-cycle.ts')] as const

/** What the fixture's files import, so that a rule meets the real package and not a name it cannot resolve. */
const npmPackages = ['undici', 'fastify', 'zod', 'kysely', 'pg', 'pg-boss', 'vitest', 'openapi-fetch', 'safe-regex']

let fixture = ''
let violations: readonly Violation[] = []

function write(file: string, text: string): void {
  mkdirSync(dirname(join(fixture, file)), { recursive: true })
  writeFileSync(join(fixture, file), text)
}

beforeAll(async () => {
  fixture = mkdtempSync(join(tmpdir(), 'patchbay-boundaries-'))
  for (const workspace of ['sdk', 'connectors', 'client', 'hub', 'web']) {
    mkdirSync(join(fixture, 'packages', workspace), { recursive: true })
    cpSync(join(root, 'packages', workspace, 'package.json'), join(fixture, 'packages', workspace, 'package.json'))
  }
  cpSync(join(root, 'package.json'), join(fixture, 'package.json'))
  mkdirSync(join(fixture, 'node_modules/@patchbay'), { recursive: true })
  for (const name of ['sdk', 'connectors', 'client'])
    symlinkSync(join(fixture, 'packages', name), join(fixture, 'node_modules/@patchbay', name))
  for (const name of npmPackages) symlinkSync(join(root, 'node_modules', name), join(fixture, 'node_modules', name))
  for (const [file, text] of [...right, ...Object.values(wrong), otherHalfOfTheCycle]) write(file, text)
  violations = (await readBoundaries(fixture)).violations
}, 60_000)

afterAll(() => rmSync(fixture, { recursive: true, force: true }))

describe('the rules', () => {
  it.each(Object.entries(wrong))('it catches what breaks %s', (rule, [file]) => {
    expect(violations).toContainEqual(expect.objectContaining({ rule, from: file }))
  })

  it.each(right)('it lets %s through', (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([])
  })

  it('has a wrong import for every rule', async () => {
    const { forbidden } = await extractDepcruiseConfig(join(root, '.dependency-cruiser.mjs'))

    expect(forbidden?.map(({ name }) => name).sort()).toEqual(Object.keys(wrong).sort())
  })
})

describe('the tree', () => {
  // A source that was not read is a problem as well.
  it('is read whole and keeps the rules', async () => {
    expect(listSources(root).length).toBeGreaterThan(50)
    expect(await findBoundaryProblems(root)).toEqual([])
  }, 60_000)

  it('counts as broken when nothing was read', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'patchbay-empty-'))

    const problems = await findBoundaryProblems(empty)
    rmSync(empty, { recursive: true })

    expect(problems).toEqual(['not one module was read'])
  })
})
