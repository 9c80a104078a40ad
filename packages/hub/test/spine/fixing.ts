import type { Sighting } from '@patchbay/sdk'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { RemediationAction } from '../../src/domain/remediation-state.ts'
import { vulnerabilities } from './look.ts'
import { type Scene, scene } from './scene.ts'
import { npm, paged, sighting } from './sighting.ts'
import { connect, type Stage, sync } from './stage.ts'
import { product } from './vendor.ts'
import { tester, type World } from './world.ts'

/** Sightings of lodash, one a fix version. */
export function lodash(fixes: readonly string[], first = 1): readonly Sighting[] {
  return fixes.map((fixedVersion, index) =>
    sighting('web', `L${first + index}`, {
      identifiers: [`CVE-2024-${1000 + first + index}`],
      package: { ...npm('lodash', '4.17.4'), fixedVersion },
    }),
  )
}

type Mapped = Scene & { readonly id: number }

/** One record whose findings are three of lodash, and what is proposed for them. */
export function withLodash(stage: Stage): Promise<Mapped> {
  return withFindings(stage, lodash(['4.17.11', '4.17.12', '4.17.21']))
}

export async function withFindings(
  stage: Stage,
  findings: readonly Sighting[],
  input: Parameters<typeof connect>[2] = {},
): Promise<Mapped> {
  const found = await scene(stage)
  found.vendor.products = [product('web')]
  found.vendor.findings.set('web', { pages: paged(findings, 5) })
  const id = await connect(found.world, found.vendor, input)
  await found.world.settle()
  await found.world.propose()
  return { ...found, id }
}

export async function resync(scene: Mapped, findings: readonly Sighting[]): Promise<void> {
  scene.vendor.findings.set('web', { pages: findings.length === 0 ? [{ items: [] }] : paged(findings, 5) })
  await sync(scene.world, scene.id)
  await scene.world.propose()
}

export function act(world: World, id: number, action: RemediationAction): Promise<void> {
  return world.commands.remediations.act(id, action, null, tester)
}

export async function remediations({ database }: World) {
  return database.kysely.selectFrom('remediation').selectAll().orderBy('id').execute()
}

export async function only(world: World): Promise<number> {
  const [first, ...others] = await remediations(world)
  expect(others).toEqual([])
  return first?.id ?? 0
}

export async function versions({ database }: World) {
  const { rows } = await sql`select id, xmin::text from remediation order by id`.execute(database.kysely)
  return rows
}

export async function history({ database }: World, id: number) {
  const { rows } = await sql<{ kind: string; actor: string | null; data: Record<string, unknown> }>`
    select kind, actor, data from remediation_event where remediation_id = ${id} order by id
  `.execute(database.kysely)
  return rows
}

export async function statuses(world: World): Promise<readonly string[]> {
  return (await vulnerabilities(world)).map((row) => row.status)
}

export async function idsOf(world: World): Promise<readonly number[]> {
  return (await vulnerabilities(world)).map((row) => row.id)
}

export async function assetNamed({ database }: World, name: string): Promise<number> {
  const row = await database.kysely.selectFrom('asset').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  return row.id
}
