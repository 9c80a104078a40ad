import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { readTenantFile } from '@patchbay/sdk/testing'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { describeOnDatabases } from '../database/index.ts'
import { createWorld, tester } from './world.ts'

interface Line {
  readonly repository: { readonly fullName: string; readonly cloneUrl: string; readonly defaultBranch: string }
  readonly manifest: string
  readonly ecosystem: string
  readonly package: string
  readonly version: string
  readonly advisoryId: string
  readonly aliases: readonly string[]
  readonly severity: string
  readonly published: string
}

/** Three repositories, forty packages, a hundred problems, each told under one or more of its ids, in several versions and manifests. */
function sampleLines(): readonly Line[] {
  return Array.from({ length: 600 }, (_, index) => {
    const repository = index % 3
    const problem = (index * 7) % 100
    const name = `library-${problem % 40}`
    const ids = idsOf(problem)
    const spoken = index % 4 === 0 ? ids.slice(0, 1) : ids
    const day = 1 + ((index * 11) % 28)
    return {
      repository: {
        fullName: `team/app-${repository}`,
        cloneUrl: `https://github.com/team/app-${repository}.git`,
        defaultBranch: 'main',
      },
      manifest: index % 2 === 0 ? 'package-lock.json' : 'web/package-lock.json',
      ecosystem: 'npm',
      package: index % 5 === 0 ? `@scope/${name}` : name,
      version: `1.${index % 6}.0`,
      advisoryId: spoken[0] ?? '',
      aliases: spoken.slice(1),
      severity: ['critical', 'high', 'medium', 'low', 'unknown'][problem % 5] ?? 'unknown',
      published: `2024-0${1 + (index % 9)}-${String(day).padStart(2, '0')}T00:00:00Z`,
    }
  })
}

function idsOf(problem: number): readonly string[] {
  const number = String(1000 + problem)
  const ghsa = `GHSA-${'23456789cfghjmpqrvwx'.slice(problem % 16, (problem % 16) + 4)}-${spell(problem)}-${spell(problem * 3 + 1)}`
  if (problem % 9 === 0) return [ghsa]
  return problem % 2 === 0 ? [ghsa, `CVE-2023-${number}`] : [`CVE-2023-${number}`, ghsa]
}

function spell(number: number): string {
  const letters = '23456789cfghjmpqrvwx'
  return [number, number >> 2, number >> 4, number >> 6].map((part) => letters[part % letters.length]).join('')
}

/** What one can count in the file: repository, package, connected ids → earliest date. */
function counted(lines: readonly Line[]): ReadonlyMap<string, string> {
  const parent = new Map<string, string>()
  const root = (id: string): string => {
    const next = parent.get(id) ?? id
    return next === id ? id : root(next)
  }
  for (const line of lines) for (const alias of line.aliases) parent.set(root(alias), root(line.advisoryId))
  const members = new Map<string, string[]>()
  for (const id of new Set(lines.flatMap((line) => [line.advisoryId, ...line.aliases]))) {
    members.set(root(id), [...(members.get(root(id)) ?? []), id])
  }
  const result = new Map<string, string>()
  for (const line of lines) {
    const ids = members.get(root(line.advisoryId)) ?? []
    const name = ids.find((id) => id.startsWith('CVE-')) ?? ids[0]
    const key = `${line.repository.fullName} ${line.package} ${name}`
    const before = result.get(key)
    if (before === undefined || line.published < before) result.set(key, line.published)
  }
  return result
}

await describeOnDatabases('a tenant file', (open) => {
  const closing: (() => Promise<void>)[] = []

  afterAll(async () => {
    for (const close of closing) await close()
  })

  it('becomes exactly the vulnerabilities one can count in it, each with its earliest date', async () => {
    const lines = sampleLines()
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-tenant-'))
    closing.push(() => rm(folder, { recursive: true }))
    const file = join(folder, 'tenant.ndjson')
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    const tenant = await readTenantFile(file)
    const github = await createGitHubEmulator({ tenant })
    const endor = await createEndorLabsEmulator({ tenant })
    closing.push(
      () => github.close(),
      () => endor.close(),
    )
    const world = await createWorld(await open())

    await world.commands.connections.create(
      { connector: 'github', label: 'GitHub', config: { token: github.credentials.classic, baseUrl: github.url } },
      tester,
    )
    const { key, secret } = endor.credentials.readOnly
    await world.commands.connections.create(
      {
        connector: 'endor-labs',
        label: 'Endor Labs',
        config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url },
        rules: { cveRequired: false },
      },
      tester,
    )
    await world.settle()

    const { rows } = await sql<{ repository: string; package: string; name: string; detected: Date }>`
      select a.name as repository, p.name as package, v.name, v.detected_at as detected
      from vulnerability v join asset a on a.id = v.asset_id join package p on p.id = v.package_id
    `.execute(world.database.kysely)
    const shown = new Map(rows.map((row) => [`${row.repository} ${row.package} ${row.name}`, row.detected.toISOString()]))
    const expected = new Map([...counted(lines)].map(([place, date]) => [place, new Date(date).toISOString()]))
    expect(shown.size).toBe(rows.length)
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected))
  })
})
