import { expect, it } from 'vitest'
import type { VexReport } from '../../src/usecases/priority/inputs.ts'
import { vulnerabilities, vulnerability } from './look.ts'
import { mapped } from './scene.ts'
import { paged, sightings } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { tester, type World } from './world.ts'

const preview = { apply: false, overwrite: false }
const apply = { apply: true, overwrite: false }

await describeSpine('VEX documents', (stage) => {
  it('decide what they say is not affected, with document, statement and author', async () => {
    const { world } = await mapped(stage())
    const document = openVex(notAffected('CVE-2024-1001', 'pkg:npm/package-1'))

    const before = await importVex(world, document, preview)
    const untouched = await decisions(world)
    const report = await importVex(world, document, apply)
    const again = await importVex(world, document, apply)

    expect(outcomes(before)).toEqual(['decides'])
    expect(untouched).toEqual(['none', 'none', 'none'])
    expect(outcomes(report)).toEqual(['decides'])
    expect(outcomes(again)).toEqual(['unchanged'])
    const row = await world.database.kysely
      .selectFrom('vulnerability')
      .selectAll()
      .where('name', '=', 'CVE-2024-1001')
      .executeTakeFirst()
    expect(row).toMatchObject({
      decision: 'not-affected',
      status: 'Dismissed',
      decision_reason: 'Never called.',
      justification: 'vulnerable_code_not_in_execute_path',
      decided_by: 'tester',
      decision_origin: { document: 'doc-1', statement: 'statements[0]', author: 'Acme' },
    })
  })

  it('survive the next import of what they decided on', async () => {
    const { world, vendor, id } = await mapped(stage())
    await importVex(world, openVex(notAffected('CVE-2024-1001', 'pkg:npm/package-1')), apply)

    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, () => ({ title: 'Worse' })),
        5,
      ),
    })
    await sync(world, id)

    expect(await decisions(world)).toEqual(['not-affected', 'none', 'none'])
  })

  it('never overrule people unless asked to', async () => {
    const { world } = await mapped(stage())
    const { id } = await vulnerability(world, 'CVE-2024-1001')
    await world.commands.vulnerabilities.decide([id], { decision: 'wont-fix', reason: 'Mine.' }, tester)
    const document = openVex(notAffected('CVE-2024-1001', 'pkg:npm/package-1'))

    const kept = await importVex(world, document, apply)
    const before = await decisions(world)
    const forced = await importVex(world, document, { apply: true, overwrite: true })

    expect([outcomes(kept), before[0]]).toEqual([['kept'], 'wont-fix'])
    expect([outcomes(forced), (await decisions(world))[0]]).toEqual([['decides'], 'not-affected'])
  })

  it('say of each statement that decides nothing why', async () => {
    const { world } = await mapped(stage())
    const document = openVex(
      notAffected('CVE-1999-0001', 'pkg:npm/package-1'),
      notAffected('CVE-2024-1001', 'pkg:npm/another'),
      notAffected('CVE-2024-1001', 'pkg:npm/package-1@9.9.9'),
      notAffected('CVE-2024-1001', 'https://acme.test/shop'),
      {
        ...notAffected('CVE-2024-1001', 'pkg:npm/package-1'),
        vulnerability: { name: 'CVE-2024-1001', aliases: ['CVE-2024-1002'] },
      },
      { ...notAffected('CVE-2024-1002', 'pkg:npm/package-2'), status: 'fixed' },
      notAffected('CVE-2024-1003', 'pkg:npm/package-3@1.0.0'),
      { ...notAffected('CVE-2024-1003', 'pkg:npm/package-3'), status: 'affected' },
    )

    const report = await importVex(world, document, apply)

    expect(outcomes(report)).toEqual([
      'unknown-vulnerability',
      'unknown-package',
      'other-version',
      'no-package',
      'ambiguous',
      'no-decision',
      'contradicted',
      'contradicted',
    ])
    expect(await decisions(world)).toEqual(['none', 'none', 'none'])
  })
})

function notAffected(name: string, product: string) {
  return {
    vulnerability: { name },
    products: [{ '@id': product }],
    status: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
    impact_statement: 'Never called.',
  }
}

function openVex(...statements: readonly object[]): object {
  return { '@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'doc-1', author: 'Acme', statements }
}

function importVex(world: World, document: object, options: { readonly apply: boolean; readonly overwrite: boolean }) {
  async function* content() {
    yield Buffer.from(JSON.stringify(document))
  }
  return world.commands.vulnerabilities.importVex(content(), options, tester)
}

function outcomes({ statements }: VexReport): readonly string[] {
  return statements.map((statement) => statement.outcome)
}

async function decisions(world: World): Promise<readonly string[]> {
  return (await vulnerabilities(world)).map((row) => row.decision)
}
