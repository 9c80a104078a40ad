import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { Fault } from '@patchbay/sdk'
import { syntheticTenant } from '@patchbay/sdk/testing'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { connection, lastOperation } from './look.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { freshKeys, tester, type World } from './world.ts'

await describeSpine('secrets', (stage) => {
  it('are nowhere in the database in the clear, in any encoding, after a vendor was connected and synced', async () => {
    const { world, secrets } = await vendors(stage())
    await world.settle()

    const texts = await everything(stage().database)

    expect(texts.length).toBeGreaterThan(100)
    expect(texts.some((text) => text.includes('pb1.t.'))).toBe(true)
    expect(leaks(texts, secrets)).toEqual([])
  })

  it('are in no operation, problem or log line, even when the vendor quotes them in an error', async () => {
    const { world, endor, ids, secrets } = await vendors(stage())
    await world.settle()
    const [key = '', secret = '', token = ''] = secrets
    endor.faults.add({
      path: '/v1/namespaces/{ns}/findings',
      count: Number.POSITIVE_INFINITY,
      action: {
        kind: 'status',
        status: 403,
        body: {
          code: 7,
          message: `denied for ${key}:${secret} ${Buffer.from(`${key}:${secret}`).toString('base64')} ${token}`,
        },
      },
    })

    await sync(world, ids[0])

    expect((await lastOperation(world)).problem?.message).toContain('denied for [redacted]')
    expect(leaks(await everything(stage().database), secrets.slice(0, 2))).toEqual([])
    expect(
      leaks(
        stage().logged.map((line) => JSON.stringify(line)),
        secrets.slice(0, 2),
      ),
    ).toEqual([])
  })

  it('are in no error that a connector throws with its own settings in it', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web')]
    const token = 'a-token-that-nobody-may-see'
    const id = await connect(world, vendor, { config: { token } })
    await world.settle()
    const errors = [new Fault('contract', `No answer to ${token}`), new TypeError(`cannot read ${token}`)]
    for (const error of errors) {
      vendor.findings.set('web', { pages: [error] })
      await sync(world, id)
    }

    expect(leaks(await everything(stage().database), [token])).toEqual([])
    expect(
      leaks(
        stage().logged.map((line) => deep(line.fields)),
        [token],
      ),
    ).toEqual([])
    stage().forgive('An operation failed on a bug')
  })

  it('are sealed to their connection and field: a copy opens nowhere else', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web')]
    const one = await connect(world, vendor, { label: 'one' })
    const other = await connect(world, vendor, { label: 'other' })
    await world.settle()
    await sql`update connection set secrets = (select secrets from connection where id = ${one}) where id = ${other}`.execute(
      stage().database.kysely,
    )

    await sync(world, other)

    expect(await lastOperation(world)).toMatchObject({
      state: 'failed',
      problem: { kind: 'config', field: 'token', message: expect.stringContaining('does not open') },
    })
    expect((await connection(world, other)).state).toBe('attention')
    await expect(world.commands.connections.check(other)).rejects.toMatchObject({
      kind: 'invalid',
      details: { field: 'config.token' },
    })

    await world.commands.connections.update(other, { config: { token: 'entered again' } }, tester)
    await sync(world, other)
    expect((await lastOperation(world)).state).toBe('complete')
  })

  it('are sent to no other address by whoever changes it, but entered again', async () => {
    const { world, ids } = await vendors(stage())
    const elsewhere = await createGitHubEmulator({ tenant: syntheticTenant({ projects: 1, findings: 1 }) })
    onTestFinished(() => elsewhere.close())
    const move = (more: object) =>
      world.commands.connections.update(ids[1], { config: { baseUrl: elsewhere.url, ...more } }, tester)

    await expect(move({})).rejects.toMatchObject({ kind: 'invalid', details: { code: 'secret-needed', field: 'config.token' } })
    expect(elsewhere.requests.total).toBe(0)

    await expect(move({ token: elsewhere.credentials.classic })).resolves.toBeDefined()
    expect(elsewhere.requests.total).toBeGreaterThan(0)
  })

  it('are sealed anew by a new key while the old one is still given, and then open without it', async () => {
    const vendor = createVendor('alpha')
    vendor.products = [product('web')]
    const old = freshKeys('old')
    const id = await connect(await stage().world([vendor], { keys: old }), vendor)
    const before = (await connection({ database: stage().database }, id)).secrets

    const fresh = freshKeys('fresh')
    const rotating = await stage().world([vendor], { keys: `${fresh},${old}` })
    expect(await rotating.reseal()).toBe(1)
    expect(await rotating.reseal()).toBe(0)

    const after = (await connection(rotating, id)).secrets
    expect(after).not.toEqual(before)
    expect(after['token']).toMatch(/^pb1\.fresh\./)
    const rotated = await stage().world([vendor], { keys: fresh })
    await sync(rotated, id)
    expect((await lastOperation(rotated)).state).toBe('complete')
  })

  it('of one connection that do not open do not keep the others from being sealed anew', async () => {
    const vendor = createVendor('alpha')
    vendor.products = [product('web')]
    const [lost, old, fresh] = [freshKeys('lost'), freshKeys('old'), freshKeys('fresh')]
    const broken = await connect(await stage().world([vendor], { keys: lost }), vendor, { label: 'broken' })
    await connect(await stage().world([vendor], { keys: old }), vendor, { label: 'good' })

    const rotating = await stage().world([vendor], { keys: `${fresh},${old}` })

    expect(await rotating.reseal()).toBe(1)
    expect(await connection(rotating, broken)).toMatchObject({
      state: 'attention',
      problem: { kind: 'config', field: 'token', message: expect.stringContaining('"lost"') },
    })
  })

  it('keep their value when settings are changed without them, and are forgotten with the connection', async () => {
    const { world, ids } = await vendors(stage())
    await world.settle()

    await world.commands.connections.update(ids[1], { config: { organization: 'synthetic-0' } }, tester)
    await sync(world, ids[1], 'discover')
    expect((await lastOperation(world)).state).toBe('complete')

    await world.commands.connections.remove(ids[1], 'keep', tester)
    expect((await connection(world, ids[1])).secrets).toEqual({})
  })
})

/** A scanner and a source control over HTTP, and their secrets. */
async function vendors(stage: Stage) {
  const tenant = syntheticTenant({ projects: 2, findings: 20 })
  const endor = await createEndorLabsEmulator({ tenant })
  const github = await createGitHubEmulator({ tenant })
  onTestFinished(() => Promise.all([endor.close(), github.close()]).then(() => undefined))
  const world: World = await stage.world()
  const { key, secret } = endor.credentials.readOnly
  const token = github.credentials.classic
  const made = [
    { connector: 'endor-labs', config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url } },
    { connector: 'github', config: { token, baseUrl: github.url } },
  ]
  const ids: number[] = []
  for (const { connector, config } of made) {
    const { connectionId } = await world.commands.connections.create({ connector, label: connector, config }, tester)
    ids.push(connectionId)
  }
  return { world, endor, ids: [ids[0] ?? 0, ids[1] ?? 0] as const, secrets: [key, secret, token] }
}

/** Every row of every table, as text. */
async function everything(database: Database): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(database.kysely)
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(database.kysely)
    texts.push(...rows.map((row) => row.text))
  }
  return texts
}

function leaks(texts: readonly string[], secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
  ])
  return texts.filter((text) => forms.some((form) => text.includes(form)))
}

/** Errors hide their message from JSON. */
function deep(fields: object): string {
  return Object.values(fields)
    .map((value: unknown) =>
      value instanceof Error ? `${value.stack} ${deep({ cause: value.cause })}` : JSON.stringify(value),
    )
    .join(' ')
}
