import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { demoTenant } from '@patchbay/sdk/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnDatabases } from '../database/index.ts'
import { createWorld, tester, type World } from './world.ts'

await describeOnDatabases('the spine', (open) => {
  let world: World
  const closing: { close(): Promise<void> }[] = []

  beforeAll(async () => {
    const tenant = await demoTenant()
    const github = await createGitHubEmulator({ tenant })
    const endor = await createEndorLabsEmulator({ tenant })
    closing.push(github, endor)
    world = await createWorld(await open(), { log: console as never })
    await world.commands.connections.create(
      { connector: 'github', label: 'GitHub', config: { token: github.credentials.classic, baseUrl: github.url } },
      tester,
    )
    await world.commands.connections.create(
      {
        connector: 'endor-labs',
        label: 'Endor Labs',
        config: {
          namespace: endor.namespace,
          apiKey: endor.credentials.full.key,
          apiSecret: endor.credentials.full.secret,
          baseUrl: endor.url,
        },
      },
      tester,
    )
    await world.settle()
  })

  afterAll(async () => {
    for (const item of closing) await item.close()
  })

  it('ends every operation complete', async () => {
    const { rows } = await sql`select kind, state, counts, coverage, problem from operation order by id`.execute(
      world.database.kysely,
    )
    console.log(JSON.stringify(rows, null, 1))
    console.log((await sql`select * from operation_note`.execute(world.database.kysely)).rows)
    console.log((await sql`select state, state_reason, name from record`.execute(world.database.kysely)).rows)
    console.log(
      (await sql`select severity, status, count(*) from vulnerability group by 1,2`.execute(world.database.kysely)).rows,
    )
    expect(rows.length).toBeGreaterThan(2)
  })
})
