import { createEndorLabsEmulator, type EndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator, type GitHubEmulator } from '@patchbay/connectors/github/emulator'
import { demoTenant } from '@patchbay/sdk/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectInput } from '../../src/usecases/commands.ts'
import { connection, operations } from './look.ts'
import { refusals } from './refusals.ts'
import { connect, describeSpine } from './stage.ts'
import { createVendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('connecting', (stage) => {
  let endor: EndorLabsEmulator
  let github: GitHubEmulator

  beforeAll(async () => {
    const tenant = await demoTenant()
    endor = await createEndorLabsEmulator({ tenant })
    github = await createGitHubEmulator({ tenant })
  })

  afterAll(async () => {
    await endor.close()
    await github.close()
  })

  function good(): ConnectInput {
    const { key, secret } = endor.credentials.readOnly
    return {
      connector: 'endor-labs',
      label: 'Endor Labs',
      config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url },
    }
  }

  it.each(refusals)('refuses $what, names field and remedy, and saves nothing', async (refusal) => {
    const { kind, code, field, message, remedy } = refusal.expected
    const world = await stage().world(undefined, {
      clock: { now: () => Date.now(), random: () => 0, sleep: async () => undefined },
      ...(refusal.allowHosts !== undefined && { allowHosts: refusal.allowHosts }),
    })
    const base = good()
    const config = Object.fromEntries(
      Object.entries({ ...base.config, ...refusal.config?.(endor) }).filter(([, value]) => value !== undefined),
    )

    const refused = world.commands.connections.create({ ...base, config, ...refusal.input }, tester)

    await expect(refused).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(message),
      details: { code, field, remedy: expect.stringMatching(remedy) },
    })
    expect(await rows(world)).toEqual({ connections: 0, operations: 0 })
    expect(world.waiting).toEqual([])
  })

  it('refuses a label that is taken, whatever blanks surround it, and asks the vendor nothing', async () => {
    const world = await stage().world()
    await world.commands.connections.create(good(), tester)
    const asked = endor.requests.total

    await expect(world.commands.connections.create({ ...good(), label: ' Endor Labs ' }, tester)).rejects.toMatchObject({
      kind: 'conflict',
      details: { code: 'connection-label-taken', field: 'label' },
    })

    expect(endor.requests.total).toBe(asked)
    expect(await rows(world)).toEqual({ connections: 1, operations: 1 })
  })

  it('lets only one in of several that ask for the same label at the same moment', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])

    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => connect(world, vendor, { label: 'Same' })))

    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ details: { code: 'connection-label-taken' } })
    }
    expect((await rows(world)).connections).toBe(1)
  })

  it('says what the key sees, tries a draft without saving it, and keeps what the vendor says of the key', async () => {
    const world = await stage().world()

    const draft = await world.commands.connections.checkDraft('endor-labs', good().config)
    expect(await rows(world)).toEqual({ connections: 0, operations: 0 })
    const { connectionId, account } = await world.commands.connections.create(good(), tester)

    expect(draft).toEqual(account)
    expect(account.sees).toMatch(/^\d+ namespaces, \d+ projects$/)
    const row = await connection(world, connectionId)
    expect(row).toMatchObject({ state: 'connected', account: { sees: account.sees } })
    expect(row.credentials_expire_at).toEqual(account.expiresAt === null ? null : new Date(account.expiresAt))
  })

  it('keeps the old settings when new ones do not pass their check', async () => {
    const world = await stage().world()
    const { connectionId } = await world.commands.connections.create(good(), tester)
    const before = await connection(world, connectionId)

    await expect(
      world.commands.connections.update(connectionId, { config: { namespace: 'other' }, label: 'New' }, tester),
    ).rejects.toMatchObject({ details: { code: 'check-permission', field: 'config.namespace' } })

    expect(await connection(world, connectionId)).toEqual(before)
  })

  it('shows on the connection what a later check says, and that it is over', async () => {
    const world = await stage().world()
    const { connectionId } = await world.commands.connections.create(
      { connector: 'github', label: 'GitHub', config: { token: github.credentials.classic, baseUrl: github.url } },
      tester,
    )
    const armed = github.faults.add({ count: Number.POSITIVE_INFINITY, action: { kind: 'status', status: 401 } })

    await expect(world.commands.connections.check(connectionId)).rejects.toMatchObject({
      details: { code: 'check-credentials', field: 'config.token' },
    })
    expect(await connection(world, connectionId)).toMatchObject({ state: 'attention', problem: { kind: 'credentials' } })

    armed.remove()
    await world.commands.connections.check(connectionId)
    expect(await connection(world, connectionId)).toMatchObject({ state: 'connected', problem: null })
  })
})

async function rows(world: World): Promise<{ readonly connections: number; readonly operations: number }> {
  const all = await world.database.kysely.selectFrom('connection').select('id').execute()
  return { connections: all.length, operations: (await operations(world)).length }
}
