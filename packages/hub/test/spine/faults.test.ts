import { createEndorLabsEmulator, type EndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { type FaultAction, setField, syntheticTenant } from '@patchbay/sdk/testing'
import { expect, it, onTestFinished } from 'vitest'
import type { Clock } from '../../src/runtime/http/clock.ts'
import { connection, findings, lastOperation, notes, records, rowVersions } from './look.ts'
import { describeSpine, type Stage, sync } from './stage.ts'
import { tester, type World } from './world.ts'

const list = '/v1/namespaces/{ns}/findings'

await describeSpine('a sync over HTTP', (stage) => {
  it.each([
    { what: 'a 500 and a 503', action: { kind: 'status', status: 503 }, count: 2 },
    { what: 'a dropped connection', action: { kind: 'reset' }, count: 1 },
    { what: 'a token that was revoked', action: { kind: 'revoke' }, count: 1 },
    { what: 'a rate limit that says how long', action: { kind: 'status', status: 429, retryAfter: 42 }, count: 1 },
  ] as const)('gets over $what', async ({ what, action, count }) => {
    const { world, endor, id, slept } = await connected(stage(), twoPages)
    const before = await rowVersions(world, 'finding')
    const armed = endor.faults.add({ path: list, query: 'list_parameters.mask', nth: 2, count, action })

    await sync(world, id)

    expect(armed.fired).toBe(count)
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', problem: null, counts: { new: 0, closed: 0 } })
    expect(await rowVersions(world, 'finding')).toEqual(before)
    if (what.startsWith('a rate limit')) expect(Math.max(...slept)).toBe(42_000)
  })

  it.each<Case>([
    {
      what: 'a key that is no longer good',
      action: { kind: 'status', status: 401 },
      kind: 'credentials',
      state: 'failed',
      health: 'attention',
    },
    {
      what: 'a rate limit that is longer than a run waits',
      action: { kind: 'status', status: 429, retryAfter: 3600 },
      kind: 'throttled',
      state: 'failed',
      health: 'degraded',
    },
    {
      what: 'a server that stays broken',
      action: { kind: 'status', status: 500 },
      kind: 'unreachable',
      state: 'failed',
      health: 'degraded',
    },
    {
      what: 'connections that keep breaking',
      action: { kind: 'reset' },
      kind: 'unreachable',
      state: 'failed',
      health: 'degraded',
    },
    {
      what: 'JSON that ends in the middle',
      action: { kind: 'truncate' },
      kind: 'partial',
      state: 'failed',
      health: 'attention',
    },
    { what: 'a page of a proxy', action: { kind: 'html' }, kind: 'partial', state: 'failed', health: 'attention' },
    { what: 'an empty answer', action: { kind: 'empty' }, kind: 'partial', state: 'failed', health: 'attention' },
    {
      what: 'a key that may no longer read',
      action: { kind: 'status', status: 403 },
      kind: 'partial',
      state: 'failed',
      health: 'attention',
    },
  ])('ends with $what, says so, and closes nothing', async ({ action, kind, state, health }) => {
    const { world, endor, id, pass } = await connected(stage())
    const before = await rowVersions(world, 'finding')
    endor.faults.add({ path: list, query: 'list_parameters.mask', count: Number.POSITIVE_INFINITY, action })

    await sync(world, id)

    const operation = await lastOperation(world)
    expect(operation).toMatchObject({ state, problem: { kind }, counts: { closed: 0 } })
    expect(operation.problem?.message).toMatch(/\w{3}/)
    expect(await connection(world, id)).toMatchObject({ state: health, problem: { kind } })
    expect(await rowVersions(world, 'finding')).toEqual(before)

    endor.faults.clear()
    pass(3_600_000)
    await sync(world, id)
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', problem: null })
    expect(await connection(world, id)).toMatchObject({ state: 'connected', problem: null })
  })

  it('keeps what it read before a page that cannot be read, and goes on from the start next time', async () => {
    const { world, endor } = await emulated(stage(), twoPages)
    endor.faults.add({ path: list, query: 'page_id', action: { kind: 'truncate' } })

    const id = await connectEndor(world, endor)

    const operation = await lastOperation(world, 'sync')
    expect(operation).toMatchObject({ state: 'failed', counts: { pages: 1, new: 500, closed: 0 } })
    expect((await notes(world, operation.id)).map((note) => note.kind)).toEqual(['fault'])
    expect(await findings(world)).toHaveLength(500)
    await sync(world, id)
    expect(await findings(world)).toHaveLength(510)
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', counts: { new: 10, unchanged: 500 } })
  })

  it.each([
    { what: 'stays where it is', edit: (body: unknown) => setField('list.response.next_page_id', 'x')(body) },
    {
      what: 'turns in circles',
      edit: (() => {
        let n = 0
        return (body: unknown) => setField('list.response.next_page_id', ['x', 'y'][n++ % 2])(body)
      })(),
    },
  ])('does not follow a cursor that $what for ever, and closes nothing', async ({ edit }) => {
    const { world, endor, id } = await connected(stage())
    const before = (await findings(world)).filter((row) => row.present).length
    endor.faults.add({
      path: list,
      query: 'list_parameters.mask',
      count: Number.POSITIVE_INFINITY,
      action: { kind: 'edit', edit },
    })

    await sync(world, id)

    expect((await lastOperation(world)).state).not.toBe('complete')
    expect((await findings(world)).filter((row) => row.present)).toHaveLength(before)
  })

  it('sets aside a row whose required field is missing, names it, and closes nothing', async () => {
    const { world, endor, id } = await connected(stage())
    endor.faults.add({
      path: list,
      query: 'list_parameters.mask',
      action: { kind: 'edit', edit: setField('list.objects[0].spec', 'gone') },
    })

    await sync(world, id)

    const operation = await lastOperation(world)
    expect(operation).toMatchObject({ state: 'partial', counts: { setAside: 1, closed: 0 } })
    expect((await notes(world, operation.id))[0]).toMatchObject({
      kind: 'set-aside',
      externalId: expect.stringMatching(/\w/),
      path: expect.stringMatching(/^spec/),
    })
    expect((await findings(world)).every((row) => row.present)).toBe(true)
  })

  it('takes a project that is gone since the last discover for missing, not for clean', async () => {
    const { world, endor, id } = await connected(stage(), { projects: 2, findings: 20 })
    endor.faults.add({ path: list, query: 'list_parameters.mask', action: { kind: 'status', status: 404 } })

    await sync(world, id)

    expect(await lastOperation(world)).toMatchObject({ state: 'partial', counts: { unchanged: 10, closed: 0 } })
  })
})

await describeSpine('a discover over HTTP', (stage) => {
  it.each([
    { what: 'a 401', action: { kind: 'status', status: 401 }, kind: 'credentials', health: 'attention' },
    { what: 'a broken server', action: { kind: 'status', status: 502 }, kind: 'unreachable', health: 'degraded' },
    { what: 'half an answer', action: { kind: 'truncate' }, kind: 'contract', health: 'attention' },
  ] as const)('that ends with $what makes nothing MISSING', async ({ action, kind, health }) => {
    const { world, endor, id } = await connected(stage())
    endor.faults.add({ path: '/v1/namespaces/{ns}/projects', count: Number.POSITIVE_INFINITY, action })

    await sync(world, id, 'discover')

    expect(await lastOperation(world)).toMatchObject({ kind: 'discover', state: 'failed', problem: { kind } })
    expect((await connection(world, id)).state).toBe(health)
    expect((await records(world)).every((row) => row.state === 'GOOD')).toBe(true)
  })
})

interface Case {
  readonly what: string
  readonly action: FaultAction
  readonly kind: string
  readonly state: string
  readonly health: string
}

interface Connected {
  readonly world: World
  readonly endor: EndorLabsEmulator
  readonly id: number
  /** Milliseconds the HTTP client slept, each time. */
  readonly slept: readonly number[]
  /** Lets that many milliseconds pass for the HTTP client and the vendor. */
  pass(milliseconds: number): void
}

interface Size {
  readonly projects: number
  readonly findings: number
}

const small: Size = { projects: 1, findings: 20 }
/** The vendor's pages hold 500. */
const twoPages: Size = { projects: 1, findings: 510 }

/** Endor Labs with projects of some size, and a hub for which time passes at once. */
async function emulated(stage: Stage, size: Size = small): Promise<Omit<Connected, 'id'>> {
  const endor = await createEndorLabsEmulator({ tenant: syntheticTenant(size) })
  onTestFinished(() => endor.close())
  const slept: number[] = []
  let ahead = 0
  const pass = (milliseconds: number) => {
    ahead += milliseconds
    endor.clock.advance(milliseconds)
  }
  const clock: Clock = {
    now: () => Date.now() + ahead,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      slept.push(milliseconds)
      pass(milliseconds)
    },
  }
  return { world: await stage.world(undefined, { clock }), endor, slept, pass }
}

/** The same, synced once. */
async function connected(stage: Stage, size?: Size): Promise<Connected> {
  const found = await emulated(stage, size)
  return { ...found, id: await connectEndor(found.world, found.endor) }
}

async function connectEndor(world: World, endor: EndorLabsEmulator): Promise<number> {
  const { key, secret } = endor.credentials.readOnly
  const { connectionId } = await world.commands.connections.create(
    {
      connector: 'endor-labs',
      label: 'Endor Labs',
      config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url },
    },
    tester,
  )
  await world.settle()
  return connectionId
}
