import { Fault, type Kind, type SnapshotFinding } from '@patchbay/sdk'
import {
  exportsOf,
  findingOf,
  follow,
  openSession,
  type Parcel,
  parcelOf,
  type Session,
  ship,
  shipWhole,
} from '@patchbay/sdk/conformance'
import { demoTenant } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { createWizEmulator, type WizBehaviour, type WizEmulator } from './emulator.ts'
import connector from './index.ts'
import { family } from './sources.ts'

const webShop = { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' }

interface Tenant extends AsyncDisposable {
  readonly session: Session
  readonly emulator: WizEmulator
  /** Ids the tenant holds open, with their branch. */
  readonly open: () => readonly string[]
}

/** The connector, a real client and a tenant. */
async function openTenant(behaviour: Partial<WizBehaviour> = {}): Promise<Tenant> {
  let started: WizEmulator | undefined
  const session = await openSession({
    plugin: connector,
    tenant: await demoTenant(),
    startWorld: async (options) => {
      started = await createWizEmulator({ ...options, behaviour })
      const { apiUrl, authUrl, accounts } = started
      const { clientId, clientSecret } = accounts.exporter
      const config = { apiEndpointUrl: apiUrl, authUrl, clientId, clientSecret }
      return { emulator: started, ways: [{ name: 'an account', config }], refusals: [], secrets: [], unused: {} }
    },
  })
  if (started === undefined) throw new Error('The tenant did not start.')
  const emulator = started
  const open = () => emulator.findings().flatMap(({ status, id, branch }) => (status === 'OPEN' ? [`${branch} ${id}`] : []))
  return { session, emulator, open, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() }
}

/** An upload of findings of that kind. */
function parcel(kind: Kind, findings: readonly SnapshotFinding[] = [findingOf(kind, 0), findingOf(kind, 1)]): Parcel {
  return parcelOf(family, { repository: webShop }, findings)
}

const dayInMilliseconds = 24 * 3600 * 1000

describe('an upload', () => {
  it('goes to the presigned address as it was given: with its length, without credentials and unpacked', async () => {
    await using tenant = await openTenant()

    await shipWhole(tenant.session, parcel('code'))

    const [put] = tenant.emulator.requests.all.filter(({ method }) => method === 'PUT')
    expect(put).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } })
    expect(Object.keys(put?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']))
    expect(Object.keys(put?.headers ?? {})).not.toEqual(expect.arrayContaining(['content-encoding']))
    expect(Number(put?.headers['content-length'])).toBeGreaterThan(500)
  })

  it('is named to the hub before its content leaves, without the address that would open the store', async () => {
    await using tenant = await openTenant()

    const { begun, receipt } = await ship(tenant.session, parcel('code'))

    expect(begun).toEqual([receipt.ticket])
    expect(receipt.ticket).toEqual({ activity: tenant.emulator.slots[0]?.activityId, form: 'filename' })
    expect(JSON.stringify(receipt)).not.toContain('X-Amz')
  })

  it.each(['both', 'filename', 'input'] as const)(
    'asks for its slot so that a tenant that takes %s understands',
    async (slotArguments) => {
      await using tenant = await openTenant({ slotArguments })

      const { status, receipt } = await shipWhole(tenant.session, parcel('code'))
      expect(status.state).toBe('success')
      tenant.emulator.requests.clear()
      await ship(tenant.session, { ...parcel('code'), before: receipt.ticket })

      // What worked is remembered: the second slot takes one request.
      expect(tenant.emulator.requests.to('/graphql')).toHaveLength(1)
    },
  )

  it('asks for another slot when the address has run out, and gives up after that one', async () => {
    await using tenant = await openTenant()
    const expired = { method: 'PUT', action: { kind: 'status', status: 403 } } as const
    tenant.emulator.faults.add(expired)

    const { begun } = await ship(tenant.session, parcel('code'))
    expect(begun).toHaveLength(2)
    tenant.emulator.faults.add({ ...expired, count: 2 })

    await expect(ship(tenant.session, parcel('code'))).rejects.toMatchObject({ kind: 'refused', details: { status: 403 } })
  })

  it('that Wiz has not got yet is pending, not missing', async () => {
    await using tenant = await openTenant()
    const { receipt } = await ship(tenant.session, parcel('code'))

    expect(await exportsOf(tenant.session).status?.(receipt.ticket)).toMatchObject({ state: 'pending', word: 'NOT_FOUND' })
    tenant.session.clock.advance(6_000)
    expect(await exportsOf(tenant.session).status?.(receipt.ticket)).toMatchObject({ state: 'pending', word: 'PENDING' })
    tenant.session.clock.advance(6_000)
    expect(await exportsOf(tenant.session).status?.(receipt.ticket)).toMatchObject({
      state: 'in-progress',
      word: 'IN_PROGRESS',
    })
  })

  it('honours the lifetime of a token, which may be a quarter of an hour', async () => {
    await using tenant = await openTenant({ tokenLifetime: 900 })

    await shipWhole(tenant.session, parcel('code'))
    tenant.session.clock.advance(800_000)
    await shipWhole(tenant.session, parcel('code'))

    expect(tenant.emulator.requests.to('/oauth/token')).toHaveLength(2)
    expect(tenant.emulator.requests.all.filter(({ status }) => status === 401)).toEqual([])
  })
})

describe('the end of an upload', () => {
  it('is skipped with both counters when Wiz calls it a success and took less', async () => {
    await using tenant = await openTenant({ short: true })

    const { status } = await shipWhole(tenant.session, parcel('dependency'))

    expect(status).toMatchObject({
      state: 'skipped',
      word: 'SUCCESS',
      info: 'Wiz took 1 of 2 findings.',
      counts: { 'findings.incoming': 2, 'findings.handled': 1 },
    })
  })

  it('names the repository Wiz does not know, and where to connect it', async () => {
    await using tenant = await openTenant()
    tenant.emulator.inventory.disconnect('GitHub', 'https://github.com/acme/web-shop')

    const { status } = await shipWhole(tenant.session, parcel('code'))

    expect(status).toMatchObject({ state: 'skipped', counts: { unresolvedAssets: 2, 'findings.handled': 0 } })
    expect(status.remedy).toContain('github.com/acme/web-shop')
    expect(status.remedy).toContain('Settings > Deployments')
  })

  it('is timed out where Wiz gave up', async () => {
    await using tenant = await openTenant({ fate: 'TIMED_OUT' })

    expect((await shipWhole(tenant.session, parcel('code'))).status).toMatchObject({ state: 'timed-out', word: 'TIMED_OUT' })
  })

  it('is skipped when the branch has had its three uploads of the day, whatever is in them, and works again the day after', async () => {
    await using tenant = await openTenant()
    const uploads = [parcel('code'), parcel('dependency'), parcel('code'), parcel('dependency')]
    const states: string[] = []
    for (const upload of uploads) states.push((await shipWhole(tenant.session, upload)).status.state)
    tenant.session.clock.advance(dayInMilliseconds)

    const { status } = await shipWhole(tenant.session, parcel('code', []))

    expect(states).toEqual(['success', 'success', 'success', 'skipped'])
    expect(status.state).toBe('success')
    expect(tenant.open()).toEqual([])
  })

  it('lasts for seven days unless it is sent again', async () => {
    await using tenant = await openTenant()
    await shipWhole(tenant.session, parcel('code'))
    tenant.session.clock.advance(6 * dayInMilliseconds)
    expect(tenant.open()).toHaveLength(2)
    await shipWhole(tenant.session, parcel('code'))
    tenant.session.clock.advance(6 * dayInMilliseconds)
    expect(tenant.open()).toHaveLength(2)

    tenant.session.clock.advance(2 * dayInMilliseconds)

    expect(tenant.open()).toEqual([])
  })
})

describe('a changed default branch', () => {
  it('is emptied in the upload of the new one, in the same data source', async () => {
    await using tenant = await openTenant()
    const before = parcel('code')
    await shipWhole(tenant.session, before)
    const scope = { ...before.scope, branch: 'trunk', formerBranches: ['main', 'master'] }

    await shipWhole(tenant.session, { ...before, scope, uploadId: 'second' })

    expect(tenant.open()).toEqual(['trunk vul_000000', 'trunk vul_000001'])
    expect(new Set(tenant.emulator.findings().map(({ dataSource }) => dataSource)).size).toBe(1)
  })
})

describe('two kinds of one repository', () => {
  it('travel in one upload and do not close each other', async () => {
    await using tenant = await openTenant()
    const [code, dependency] = [findingOf('code', 1), findingOf('dependency', 2)]
    const { status } = await shipWhole(tenant.session, parcel('code', [code, dependency]))
    expect(tenant.open()).toEqual(['main vul_000001', 'main vul_000002'])
    expect(status.counts).toMatchObject({ 'dataSources.incoming': 2, 'findings.handled': 2 })

    await shipWhole(tenant.session, parcel('dependency', [dependency]))

    expect(tenant.open()).toEqual(['main vul_000002'])
    expect(new Set(tenant.emulator.findings().map(({ dataSource }) => dataSource)).size).toBe(2)
  })
})

describe('trouble with the status', () => {
  it('of hours loses nothing: the ticket still tells the end', async () => {
    await using tenant = await openTenant()
    const { receipt } = await ship(tenant.session, parcel('code'))
    const down = { path: '/graphql', count: Number.POSITIVE_INFINITY, action: { kind: 'status', status: 502 } } as const
    tenant.emulator.faults.add(down)
    const error = await follow(tenant.session, receipt).catch((caught: unknown) => caught)
    tenant.emulator.faults.clear()
    tenant.session.clock.advance(5 * 3600 * 1000)

    expect(error).toBeInstanceOf(Fault)
    expect(await follow(tenant.session, receipt)).toMatchObject({ state: 'success', counts: { 'findings.handled': 2 } })
  })
})
