import { ask, createClock, demoTenant } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { createWizEmulator, type WizBehaviour, type WizEmulator } from './emulator.ts'

const dayInMilliseconds = 24 * 3600 * 1000
const customIntegration = '55c176cc-d155-43a2-98ed-aa56873a1ca1'

async function start(behaviour: Partial<WizBehaviour> = {}) {
  const clock = createClock('2026-11-28T12:00:00.000Z')
  const emulator = await createWizEmulator({ tenant: await demoTenant(), clock, behaviour })
  return { emulator, clock, [Symbol.asyncDispose]: () => emulator.close() }
}

function exchange(
  { authUrl, accounts }: WizEmulator,
  changes: Record<string, string> = {},
  who: keyof typeof accounts = 'exporter',
) {
  const { clientId, clientSecret } = accounts[who]
  const form = { grant_type: 'client_credentials', audience: 'wiz-api', client_id: clientId, client_secret: clientSecret }
  return ask(authUrl, { method: 'POST', body: new URLSearchParams({ ...form, ...changes }) })
}

async function query(emulator: WizEmulator, source: string, variables: object = {}, who?: keyof WizEmulator['accounts']) {
  const { body } = await exchange(emulator, {}, who)
  return ask(emulator.apiUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${body.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: source, variables }),
  })
}

const slotQuery = 'query($f: String!) { requestSecurityScanUpload(filename: $f) { upload { id url systemActivityId } } }'
const statusQuery = `query($id: ID!) { systemActivity(id: $id) { status statusInfo
  result { ... on SystemActivityEnrichmentIntegrationResult { findings { incoming handled } unresolvedAssets { count ids } } } } }`

async function slot(emulator: WizEmulator) {
  const { body } = await query(emulator, slotQuery, { f: 'finding.json' })
  return body.data.requestSecurityScanUpload.upload
}

async function upload(emulator: WizEmulator, document: unknown): Promise<string> {
  const { url, systemActivityId } = await slot(emulator)
  await ask(url, { method: 'PUT', body: typeof document === 'string' ? document : JSON.stringify(document) })
  return systemActivityId
}

async function status(emulator: WizEmulator, id: string) {
  const { body } = await query(emulator, statusQuery, { id })
  return body.data?.systemActivity ?? body.errors[0].extensions.code
}

function document(
  ids: readonly string[],
  { integrationId = customIntegration, source = 'one', url = 'https://github.com/acme/web-shop' } = {},
) {
  const details = {
    repositoryBranch: {
      assetId: url,
      assetName: 'web-shop',
      branchName: 'main',
      isDefault: true,
      vcs: 'GitHub',
      repository: { name: 'web-shop', url },
    },
  }
  const sastFindings = ids.map((id) => ({ id, name: id, severity: 'High', filePath: 'a.ts' }))
  return { integrationId, dataSources: [{ id: source, assets: [{ details, sastFindings }] }] }
}

describe('the token service', () => {
  it('gives a token for the right four fields', async () => {
    await using tenant = await start()

    const { status, body } = await exchange(tenant.emulator)

    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 86_400, token_type: 'Bearer' })
    expect(JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())).toMatchObject({ dc: 'us17' })
  })

  it.each<Record<string, string>>([
    { grant_type: 'password' },
    { audience: 'beyond-api' },
    { client_id: 'nobody' },
    { client_secret: 'wrong' },
  ])('turns away %j', async (changes) => {
    await using tenant = await start()

    const { status, body } = await exchange(tenant.emulator, changes)

    expect([status, body]).toEqual([401, { error: 'access_denied', error_description: 'Unauthorized' }])
  })
})

describe('a slot', () => {
  it('is asked for in either form, and not without a name', async () => {
    await using tenant = await start()
    const byInput = 'query($i: SecurityScanUploadInput) { requestSecurityScanUpload(input: $i) { upload { id } } }'

    expect(await slot(tenant.emulator)).toMatchObject({ id: '17768', url: expect.stringContaining('17768_finding.json') })
    expect((await query(tenant.emulator, byInput, { i: { filename: 'a.json', format: 'ENRICHMENT' } })).body.data).toBeTruthy()
    expect((await query(tenant.emulator, byInput)).body.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  it('names the scopes that would do and those that are there', async () => {
    await using tenant = await start()

    const { status, body } = await query(tenant.emulator, slotQuery, { f: 'a.json' }, 'watcher')

    expect(status).toBe(200)
    expect(body.errors[0]).toMatchObject({
      message:
        'access denied, at least one of the following is required: [create:external_data_ingestion], your permissions: [read:issues read:system_activities]',
      extensions: { code: 'UNAUTHORIZED' },
    })
  })

  it('refuses a document that does not fit its schema with 400', async () => {
    await using tenant = await start()

    const { status, body } = await query(tenant.emulator, slotQuery, { f: 7 })

    expect([status, body.errors[0].extensions.code]).toEqual([400, 'VALIDATION_INVALID_TYPE_VARIABLE'])
  })
})

describe('the object store', () => {
  it.each([
    ['an authorization header', { authorization: 'Bearer x' }, '', 400],
    ['another signature', {}, 'x', 403],
    ['nothing odd', {}, '', 200],
  ])('answers %s', async (_what, headers, suffix, expected) => {
    await using tenant = await start()
    const { url } = await slot(tenant.emulator)

    const answer = await ask(`${url}${suffix}`, { method: 'PUT', body: '{}', headers })

    expect(answer.status).toBe(expected)
    if (expected !== 200) expect(answer.body).toContain('<Error><Code>')
    else expect(answer.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/)
  })

  it('wants to know the length', async () => {
    await using tenant = await start()
    const { url } = await slot(tenant.emulator)
    const pieces = [new TextEncoder().encode('{}')]
    const stream = new ReadableStream({
      pull: (controller) => {
        const piece = pieces.pop()
        if (piece === undefined) controller.close()
        else controller.enqueue(piece)
      },
    })

    const answer = await ask(url, { method: 'PUT', body: stream, duplex: 'half' } as RequestInit)

    expect(answer.status).toBe(411)
  })

  it('closes a slot after a day', async () => {
    await using tenant = await start()
    const { url } = await slot(tenant.emulator)
    tenant.clock.advance(dayInMilliseconds + 1000)

    const answer = await ask(url, { method: 'PUT', body: '{}' })

    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('Request has expired')])
  })
})

describe('the ingestion', () => {
  it('goes through every status, and is unseen at first and without a file', async () => {
    await using tenant = await start()
    const { systemActivityId: empty } = await slot(tenant.emulator)
    const id = await upload(tenant.emulator, document(['a', 'b']))
    const seen = [await status(tenant.emulator, id)]
    for (const seconds of [6, 6, 30]) {
      tenant.clock.advance(seconds * 1000)
      seen.push(await status(tenant.emulator, id))
    }

    expect(seen.map((one) => one.status ?? one)).toEqual(['NOT_FOUND', 'PENDING', 'IN_PROGRESS', 'SUCCESS'])
    expect(seen.at(-1)).toMatchObject({
      statusInfo: null,
      result: { findings: { incoming: 2, handled: 2 }, unresolvedAssets: { count: 0, ids: [] } },
    })
    expect(await status(tenant.emulator, empty)).toBe('NOT_FOUND')
  })

  it.each([
    ['no JSON', '{"a":', 'invalid JSON'],
    ['a key too many', { ...document([]), extra: 1 }, "additionalProperties 'extra' not allowed"],
    ['a key too few', { integrationId: customIntegration }, "missing properties: 'dataSources'"],
    [
      'a severity nobody knows',
      JSON.stringify(document(['a'])).replace('High', 'Info'),
      'must be equal to one of the allowed values',
    ],
    ['another integration', document([], { integrationId: 'sarif' }), 'Integration id not found: sarif'],
  ])('fails a file with %s', async (_what, content, words) => {
    await using tenant = await start()
    const id = await upload(tenant.emulator, content)
    tenant.clock.advance(60_000)

    expect(await status(tenant.emulator, id)).toMatchObject({ status: 'FAILURE', statusInfo: expect.stringContaining(words) })
  })

  it('never shows an activity of an unknown integration where the tenant is like that', async () => {
    await using tenant = await start({ unknownIntegration: 'unseen' })
    const id = await upload(tenant.emulator, document([], { integrationId: 'sarif' }))
    tenant.clock.advance(60_000)

    expect(await status(tenant.emulator, id)).toBe('NOT_FOUND')
  })

  it('replaces a data source, and leaves the others alone', async () => {
    await using tenant = await start({ uploadsPerDay: null })
    const open = () =>
      tenant.emulator.findings().flatMap(({ status, dataSource, id }) => (status === 'OPEN' ? [`${dataSource} ${id}`] : []))
    for (const [ids, source] of [
      [['a', 'b'], 'one'],
      [['c'], 'two'],
      [['b', 'd'], 'one'],
    ] as const) {
      await upload(tenant.emulator, document(ids, { source }))
      tenant.clock.advance(60_000)
    }

    expect(open().toSorted()).toEqual(['one b', 'one d', 'two c'])
    await upload(tenant.emulator, document(['a'], { source: 'one' }))
    tenant.clock.advance(60_000)
    expect(open().toSorted()).toEqual(['one a', 'two c'])
  })

  it('resolves what moves to another data source in the old one', async () => {
    await using tenant = await start()
    await upload(tenant.emulator, document(['a'], { source: 'one' }))
    tenant.clock.advance(60_000)
    await upload(tenant.emulator, document([], { source: 'one' }))
    await upload(tenant.emulator, document(['a'], { source: 'two' }))
    tenant.clock.advance(60_000)

    expect(tenant.emulator.findings().map(({ dataSource, status }) => [dataSource, status])).toEqual([
      ['one', 'RESOLVED'],
      ['two', 'OPEN'],
    ])
  })

  it('skips what belongs to a repository it does not know, by the asset’s id', async () => {
    await using tenant = await start()
    const url = 'https://github.com/acme/elsewhere'
    const id = await upload(tenant.emulator, document(['a'], { url }))
    tenant.clock.advance(60_000)

    expect(await status(tenant.emulator, id)).toMatchObject({
      status: 'SKIPPED',
      statusInfo: null,
      result: { findings: { incoming: 1, handled: 0 }, unresolvedAssets: { count: 1, ids: [url] } },
    })
  })

  it('processes three uploads of a branch in any 24 hours, of whatever data sources', async () => {
    await using tenant = await start()
    const states: string[] = []
    for (let count = 0; count < 4; count += 1) {
      const id = await upload(tenant.emulator, document([`f${count}`], { source: count === 1 ? 'another' : 'one' }))
      tenant.clock.advance(3600 * 1000)
      states.push((await status(tenant.emulator, id)).status)
    }

    expect(states).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS', 'SKIPPED'])
    expect(
      tenant.emulator
        .findings()
        .filter(({ status }) => status === 'OPEN')
        .map(({ id }) => id),
    ).toEqual(['f2', 'f1'])
  })

  it('drops what was not sent again for seven days', async () => {
    await using tenant = await start()
    await upload(tenant.emulator, document(['a']))
    tenant.clock.advance(7 * dayInMilliseconds)
    expect(tenant.emulator.findings()[0]?.status).toBe('OPEN')

    tenant.clock.advance(60_000)

    expect(tenant.emulator.findings()[0]?.status).toBe('RESOLVED')
  })
})
