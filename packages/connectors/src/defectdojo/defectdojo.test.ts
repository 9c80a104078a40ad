import { kinds, type SnapshotFinding } from '@patchbay/sdk'
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
import { createDefectDojoEmulator, type DefectDojoEmulator } from './emulator.ts'
import type { ImportBehaviour } from './emulator-import.ts'
import connector from './index.ts'

const webShop = { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' }

interface Server extends AsyncDisposable {
  readonly session: Session
  readonly emulator: DefectDojoEmulator
  /** Ids of what the server holds as active. */
  readonly active: () => readonly string[]
}

/** The connector, a real client and a server. */
async function openServer(
  behaviour: Partial<ImportBehaviour> = {},
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Server> {
  let started: DefectDojoEmulator | undefined
  const session = await openSession({
    plugin: connector,
    tenant: await demoTenant(),
    startWorld: async ({ clock }) => {
      started = await createDefectDojoEmulator({ clock, behaviour })
      const config = { baseUrl: started.url, token: started.users.admin.token, ...settings }
      return { emulator: started, ways: [{ name: 'a key', config }], refusals: [], secrets: [], unused: {} }
    },
  })
  if (started === undefined) throw new Error('The server did not start.')
  const emulator = started
  const active = () => emulator.findings().flatMap((finding) => (finding.active ? [finding.item.uniqueId ?? ''] : []))
  return { session, emulator, active, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() }
}

/** An upload of these findings under an id of its own. */
function parcel(uploadId: string, findings: readonly SnapshotFinding[], changes: Partial<Parcel['scope']> = {}): Parcel {
  const given = parcelOf({ id: 'findings', label: 'All findings', kinds }, { repository: webShop }, findings)
  return { ...given, uploadId, scope: { ...given.scope, ...changes } }
}

const two = [findingOf('dependency', 1), findingOf('code', 2)]

function imports({ emulator }: Server) {
  return emulator.requests.all.filter(({ route, status }) => route === '/api/v2/reimport-scan/' && status !== null)
}

describe('the first upload', () => {
  it('makes product type, product, engagement and test by name', async () => {
    await using server = await openServer()

    const { receipt } = await ship(server.session, parcel('one', two))

    const { products, engagements, tests, imports: rows } = server.emulator.book
    expect(products).toMatchObject([{ name: 'Web Shop', type: { name: 'Research and Development' } }])
    expect(engagements).toMatchObject([{ name: 'acme/web-shop' }])
    expect(tests).toMatchObject([{ title: 'Patchbay (9f86d081884c7d659a2feaa0-findings-1)', branch: 'main' }])
    expect(rows).toMatchObject([{ buildId: 'one', branchTag: 'main', commitHash: two[0]?.commit, type: 'import' }])
    expect(receipt).toMatchObject({
      ticket: { test: tests[0]?.id, engagement: engagements[0]?.id, product: products[0]?.id },
      status: { state: 'success', word: 'import', counts: { total: 2 } },
    })
  })

  it('goes below the product type of the settings where there is one', async () => {
    await using server = await openServer({}, { productType: 'From Patchbay' })

    await ship(server.session, parcel('one', two))

    expect(server.emulator.book.products[0]?.type.name).toBe('From Patchbay')
  })

  it('leaves a product that exists below its own product type', async () => {
    await using server = await openServer()
    const type = { id: 5, name: 'Elsewhere' }
    server.emulator.book.productTypes.push(type)
    server.emulator.book.products.push({ id: 6, name: 'Web Shop', type })

    const { receipt } = await ship(server.session, parcel('one', two))

    expect(receipt.status.state).toBe('success')
    expect(server.emulator.book.products).toHaveLength(1)
  })
})

describe('the next upload', () => {
  it('goes to the same test by its id, whatever was renamed, and tells what it changed', async () => {
    await using server = await openServer()
    const first = await ship(server.session, parcel('one', two))
    for (const product of server.emulator.book.products) product.name = 'Renamed'

    const { receipt } = await ship(server.session, {
      ...parcel('two', [findingOf('code', 2), findingOf('code', 3)]),
      before: first.receipt.ticket,
    })

    expect(server.emulator.book.tests).toHaveLength(1)
    expect(receipt.status).toMatchObject({
      word: 'reimport',
      counts: { created: 1, closed: 1, reactivated: 0, untouched: 1, total: 3 },
    })
    expect(server.active()).toEqual(['vul_000002', 'vul_000003'])
  })

  it('goes by names when the one before went to another server, whose ids are somebody else’s here', async () => {
    await using server = await openServer()
    const { receipt } = await ship(server.session, parcel('one', two))
    const before = { ...Object(receipt.ticket), server: 'https://former.example' }

    await ship(server.session, { ...parcel('two', [findingOf('code', 5)], { id: '0123456789-findings-1' }), before })

    expect(server.emulator.book.tests).toHaveLength(2)
    expect(server.active()).toEqual(['vul_000001', 'vul_000002', 'vul_000005'])
  })

  it('makes another test when somebody deleted the first one', async () => {
    await using server = await openServer()
    const first = await ship(server.session, parcel('one', two))
    for (const test of server.emulator.book.tests) test.deleted = true

    const { receipt } = await ship(server.session, { ...parcel('two', two), before: first.receipt.ticket })

    expect(receipt.status.state).toBe('success')
    expect(receipt.ticket).toMatchObject({ test: server.emulator.book.tests[1]?.id })
    expect(server.active()).toEqual(['vul_000001', 'vul_000002'])
  })

  it('opens again what comes back', async () => {
    await using server = await openServer()
    await ship(server.session, parcel('one', two))
    await ship(server.session, parcel('two', []))

    const { receipt } = await ship(server.session, parcel('three', two))

    expect(receipt.status.counts).toMatchObject({ reactivated: 2, created: 0 })
    expect(server.emulator.findings()).toHaveLength(2)
  })

  it('does not make a finding again when its texts, scores, version or line change', async () => {
    await using server = await openServer({ algorithm: 'hash_code' })
    await ship(server.session, parcel('one', two))
    const changed = two.map((finding) => ({
      ...finding,
      title: finding.rule === null ? 'Another title' : finding.title,
      description: 'Told anew.',
      severity: 'low' as const,
      lastSeenAt: '2026-12-01T00:00:00.000Z',
      sources: finding.sources.slice(1),
      package: finding.package && { ...finding.package, version: '9.9.9', fixedVersion: null },
      location: finding.location && { ...finding.location, startLine: 900, endLine: 901 },
    }))

    const { receipt } = await ship(server.session, parcel('two', changed))

    expect(receipt.status.counts).toMatchObject({ created: 0, closed: 0, untouched: 2 })
  })
})

describe('slices', () => {
  it('have tests of their own and do not close each other', async () => {
    await using server = await openServer()
    const slice = (number: number) => ({ id: `9f86d081884c7d659a2feaa0-findings-${number}`, slice: { number, of: 2 } })
    await ship(server.session, parcel('one', [findingOf('code', 1)], slice(1)))
    await ship(server.session, parcel('two', [findingOf('code', 2)], slice(2)))

    await ship(server.session, parcel('three', [], slice(1)))

    expect(server.emulator.book.tests.map(({ title }) => title)).toEqual([
      'Patchbay 1 of 2 (9f86d081884c7d659a2feaa0-findings-1)',
      'Patchbay 2 of 2 (9f86d081884c7d659a2feaa0-findings-2)',
    ])
    expect(server.active()).toEqual(['vul_000002'])
  })
})

describe('decisions', () => {
  it.each([
    ['false-positive', { falsePositive: true, active: false }],
    ['not-affected', { falsePositive: false, mitigated: true, active: false }],
    ['risk-accepted', { riskAccepted: false, mitigated: true, active: false }],
    ['wont-fix', { mitigated: true, active: false }],
    ['duplicate', { mitigated: true, active: false }],
  ] as const)('%s is told as DefectDojo has it, and stays so', async (kind, expected) => {
    await using server = await openServer()
    const decided = findingOf('code', 1, { kind, reason: null, until: null })
    await ship(server.session, parcel('one', [findingOf('code', 1)]))

    for (const uploadId of ['two', 'three']) await ship(server.session, parcel(uploadId, [decided]))

    expect(server.emulator.findings()).toMatchObject([expected])
  })

  it('of people in DefectDojo stay as they are', async () => {
    await using server = await openServer()
    await ship(server.session, parcel('one', two))
    for (const finding of server.emulator.findings()) Object.assign(finding, { falsePositive: true, active: false })

    await ship(server.session, parcel('two', two))

    expect(server.active()).toEqual([])
  })
})

describe('an answer that is lost', () => {
  it('is looked up until the import shows in the history, and nothing is sent twice', async () => {
    await using server = await openServer({ importSeconds: 600 })
    const lost = { method: 'POST', path: '/api/v2/reimport-scan/', action: { kind: 'reset', when: 'after' } } as const
    server.emulator.faults.add(lost)

    const { receipt, begun } = await ship(server.session, parcel('one', two))
    expect(receipt.status).toMatchObject({ state: 'in-progress', word: 'importing' })
    expect(begun).toEqual([receipt.ticket])

    expect(await follow(server.session, receipt)).toMatchObject({ state: 'success', word: 'import', counts: { created: 2 } })
    expect(server.emulator.book.imports).toHaveLength(1)
    expect(imports(server)).toHaveLength(0)
  })

  it.each([502, 504])('behind a proxy that says %i is looked up as well', async (status) => {
    await using server = await openServer()
    server.emulator.faults.add({ method: 'POST', path: '/api/v2/reimport-scan/', action: { kind: 'status', status } })

    expect((await ship(server.session, parcel('one', two))).receipt.status.state).toBe('in-progress')
  })

  it('ends as timed out when the import never shows', async () => {
    await using server = await openServer()
    server.emulator.faults.add({ method: 'POST', path: '/api/v2/reimport-scan/', action: { kind: 'reset' } })

    const { receipt } = await ship(server.session, parcel('one', two))
    server.session.clock.advance(3600 * 1000)
    expect(await exportsOf(server.session).status?.(receipt.ticket)).toMatchObject({ state: 'in-progress' })
    server.session.clock.advance(3601 * 1000)

    expect(await exportsOf(server.session).status?.(receipt.ticket)).toMatchObject({
      state: 'timed-out',
      remedy: expect.stringContaining('DD_TRACK_IMPORT_HISTORY'),
    })
  })

  it('is not sent again by an upload whose run has ended', async () => {
    await using server = await openServer()
    await ship(server.session, parcel('one', two))

    const { receipt } = await ship(server.session, parcel('one', two))

    expect(imports(server)).toHaveLength(1)
    expect(receipt).toMatchObject({ status: { state: 'success' }, ticket: { test: server.emulator.book.tests[0]?.id } })
  })
})

describe('a report that is turned down', () => {
  it('is a failure in the server’s words, with what to do', async () => {
    await using server = await openServer({ maxFileBytes: 10 })

    const { status } = await shipWhole(server.session, parcel('one', two))

    expect(status).toMatchObject({
      state: 'failure',
      word: 'HTTP 400',
      info: expect.stringContaining('Report file is too large'),
      remedy: expect.stringContaining('DD_SCAN_FILE_MAX_SIZE'),
    })
  })

  it('by a failing server is a failure, which is not repeated at once', async () => {
    await using server = await openServer()
    server.emulator.faults.add({ method: 'POST', path: '/api/v2/reimport-scan/', action: { kind: 'status', status: 500 } })

    const { status } = await shipWhole(server.session, parcel('one', two))

    expect(status).toMatchObject({ state: 'failure', word: 'HTTP 500', remedy: expect.stringContaining('Its log says why') })
    expect(imports(server)).toHaveLength(1)
  })

  it('for want of rights raises permission', async () => {
    await using server = await openServer()
    const { token } = server.emulator.users.guest
    await using asGuest = await openServer({}, { token })

    await expect(ship(asGuest.session, parcel('one', two))).rejects.toMatchObject({ kind: 'permission' })
  })
})

describe('check', () => {
  it('warns of a server that compares texts, and of a user who may not create products', async () => {
    await using server = await openServer({ algorithm: 'hash_code' })
    await ship(server.session, parcel('one', two))

    const account = await server.session.check()

    expect(account).toMatchObject({ sees: '1 product', identity: 'admin' })
    expect(account.warnings).toEqual([expect.stringContaining('hash_code')])
    await using asGuest = await openServer({}, { token: server.emulator.users.guest.token })
    expect((await asGuest.session.check()).warnings).toEqual([expect.stringContaining('neither superuser nor staff')])
  })

  it('is content with a server that compares ids', async () => {
    await using server = await openServer({ algorithm: 'unique_id_from_tool_or_hash_code' })
    await ship(server.session, parcel('one', two))

    expect((await server.session.check()).warnings).toEqual([])
  })
})
