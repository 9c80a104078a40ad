import { ask, createClock } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { createDefectDojoEmulator, type DefectDojoEmulator } from './emulator.ts'
import type { ImportBehaviour } from './emulator-import.ts'

const scanType = 'Generic Findings Import'

async function start(behaviour: Partial<ImportBehaviour> = {}) {
  const clock = createClock('2026-11-28T12:00:00.000Z')
  const emulator = await createDefectDojoEmulator({ clock, behaviour })
  return { emulator, clock, [Symbol.asyncDispose]: () => emulator.close() }
}

function item(title: string, changes: Record<string, unknown> = {}) {
  return { title, severity: 'High', description: `About ${title}`, unique_id_from_tool: title, ...changes }
}

type Fields = Record<string, string | readonly string[]>

const names: Fields = {
  auto_create_context: 'true',
  product_type_name: 'Hub',
  product_name: 'shop',
  engagement_name: 'sync',
  test_title: 'one',
}

async function reimport(
  { url, users }: DefectDojoEmulator,
  findings: unknown,
  { fields = names, file = 'report.json', who = users.admin.token }: { fields?: Fields; file?: string; who?: string } = {},
) {
  const form = new FormData()
  const all = { scan_type: scanType, ...fields }
  for (const [name, value] of Object.entries(all)) for (const one of [value].flat()) form.append(name, one)
  const content = typeof findings === 'string' ? findings : JSON.stringify({ findings })
  form.append('file', new File([content], file, { type: 'application/json' }))
  return ask(`${url}/api/v2/reimport-scan/`, { method: 'POST', body: form, headers: { authorization: `Token ${who}` } })
}

function get({ url, users }: DefectDojoEmulator, path: string, token: string = users.admin.token) {
  return ask(`${url}/api/v2${path}`, { headers: { authorization: `Token ${token}` } })
}

const active = ({ findings }: DefectDojoEmulator) => findings().flatMap((one) => (one.active ? [one.item.title] : []))
const delta = (answer: { body: { statistics: { delta: Record<string, { total: { total: number } }> } } }) =>
  Object.fromEntries(Object.entries(answer.body.statistics.delta).map(([name, { total }]) => [name, total.total]))

describe('signing in', () => {
  it.each([
    ['no key', undefined, 'Authentication credentials were not provided.'],
    ['another scheme', `Bearer ${'a1'.repeat(20)}`, 'Authentication credentials were not provided.'],
    ['an unknown key', 'Token nobody', 'Invalid token.'],
    ['an expired key', `Token ${'c3'.repeat(20)}`, 'API token has expired.'],
  ])('says 403 to %s', async (_what, authorization, detail) => {
    await using server = await start()

    const answer = await ask(`${server.emulator.url}/api/v2/user_profile/`, {
      headers: authorization === undefined ? {} : { authorization },
    })

    expect([answer.status, answer.body]).toEqual([403, { detail }])
  })
})

describe('reimport-scan', () => {
  it('makes what is missing, imports, and answers with ids and statistics', async () => {
    await using server = await start()

    const { status, body } = await reimport(server.emulator, [item('a'), item('b', { severity: 'Low' })])

    expect(status).toBe(201)
    expect(body).toMatchObject({ test_id: expect.any(Number), engagement_id: expect.any(Number), product_name: 'shop' })
    expect(body.statistics).toMatchObject({ after: { high: { active: 1, total: 1 }, total: { active: 2 } } })
    expect(body.statistics.delta).toBeUndefined()
  })

  it('creates, closes, reopens and leaves alone, and counts it', async () => {
    await using server = await start()
    await reimport(server.emulator, [item('a'), item('b')])

    const second = await reimport(server.emulator, [item('b'), item('c')])
    const third = await reimport(server.emulator, [item('a')])

    expect(delta(second)).toEqual({ created: 1, closed: 1, reactivated: 0, untouched: 1 })
    expect(delta(third)).toEqual({ created: 0, closed: 2, reactivated: 1, untouched: 0 })
    expect(active(server.emulator)).toEqual(['a'])
  })

  it('closes everything with an empty report, unless it is told not to', async () => {
    await using server = await start()
    await reimport(server.emulator, [item('a')])
    await reimport(server.emulator, [], { fields: { ...names, close_old_findings: 'false' } })
    expect(active(server.emulator)).toEqual(['a'])

    await reimport(server.emulator, [])

    expect(active(server.emulator)).toEqual([])
  })

  it('looks no further than its test', async () => {
    await using server = await start()
    await reimport(server.emulator, [item('a')])

    await reimport(server.emulator, [item('b')], { fields: { ...names, test_title: 'two' } })

    expect(active(server.emulator)).toEqual(['a', 'b'])
  })

  it('closes only what has the service of the request', async () => {
    await using server = await start()
    await reimport(server.emulator, [item('a', { service: 'checkout' }), item('b')])

    await reimport(server.emulator, [])

    expect(active(server.emulator)).toEqual(['a'])
  })

  it('filters by severity before it matches, which closes what is below', async () => {
    await using server = await start()
    await reimport(server.emulator, [item('a'), item('b', { severity: 'Low' })])

    await reimport(server.emulator, [item('a'), item('b', { severity: 'Low' })], {
      fields: { ...names, minimum_severity: 'Medium' },
    })

    expect(active(server.emulator)).toEqual(['a'])
  })

  it.each([
    ['hash_code', { title: 'A' }, 0],
    ['hash_code', { description: 'other' }, 1],
    ['hash_code', { line: 7 }, 1],
    ['hash_code', { severity: 'Low', component_name: 'x', unique_id_from_tool: 'y' }, 0],
    ['unique_id_from_tool', { description: 'other', line: 7 }, 0],
    ['unique_id_from_tool', { unique_id_from_tool: 'y' }, 1],
    ['unique_id_from_tool_or_hash_code', { description: 'other' }, 0],
    ['unique_id_from_tool_or_hash_code', { unique_id_from_tool: 'y' }, 0],
  ] as const)('by %s, %j makes %i new findings', async (algorithm, changes, created) => {
    await using server = await start({ algorithm })
    await reimport(server.emulator, [item('a')])

    const second = await reimport(server.emulator, [item('a', changes)])

    expect(delta(second)['created']).toBe(created)
  })

  it('keeps what people decided over there', async () => {
    await using server = await start()
    await reimport(server.emulator, [item('a')])
    for (const finding of server.emulator.findings()) Object.assign(finding, { riskAccepted: true, active: false })

    await reimport(server.emulator, [item('a')])
    expect(server.emulator.findings()[0]).toMatchObject({ riskAccepted: true, active: false })
    await reimport(server.emulator, [])

    expect(server.emulator.findings()[0]).toMatchObject({ riskAccepted: false, mitigated: true })
  })

  it.each([
    [{ false_p: true }, { falsePositive: true, mitigated: true }],
    [{ is_mitigated: true }, { falsePositive: false, mitigated: true }],
    [{ risk_accepted: true }, { riskAccepted: false, mitigated: true }],
  ])('closes an open finding by %j in the report', async (flags, expected) => {
    await using server = await start()
    await reimport(server.emulator, [item('a')])

    await reimport(server.emulator, [item('a', flags)])

    expect(server.emulator.findings()).toMatchObject([{ active: false, ...expected }])
  })
})

describe('a request that is turned down', () => {
  const withFields = (changes: Fields) => ({ fields: { ...names, ...changes } })
  it.each([
    ['another scan type', [], withFields({ scan_type: 'Nothing' }), 400, '"Nothing" is not a valid choice.'],
    ['a tag with a blank', [], withFields({ tags: ['a b'] }), 400, 'Tags cannot contain'],
    ['a blank field', [], withFields({ version: '' }), 400, 'This field may not be blank.'],
    ['a date to come', [], withFields({ scan_date: '2027-01-01' }), 400, 'in the future'],
    ['another extension', [], { file: 'report.csv' }, 400, 'Unsupported file extension'],
    ['half a report', '{"findings":[', {}, 400, 'JSON'],
    ['a field nobody knows', [item('a', { colour: 'red' })], {}, 400, "Not allowed fields are present: ['colour']"],
    ['a field too few', [{ title: 'a', severity: 'High' }], {}, 400, "Required fields are missing: ['description']"],
    ['another severity', [item('a', { severity: 'high' })], {}, 400, 'Finding severity "high" is not supported'],
    ['a value longer than its column', [item('a', { component_version: 'x'.repeat(101) })], {}, 500, 'Internal server error'],
    ['a test that is not there', [], { fields: { test: '999' } }, 404, 'A test could not be found!'],
    ['no product', [], { fields: { engagement_name: 'sync' } }, 400, 'product_name parameter missing'],
    ['nothing to make it from', [], { fields: { product_name: 'x', engagement_name: 'y' } }, 400, 'Product "x" does not exist'],
  ] as const)('for %s says why', async (_what, findings, options, status, words) => {
    await using server = await start()

    const answer = await reimport(server.emulator, findings, options)

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      status,
      expect.stringContaining(words.replaceAll('"', '\\"')),
    ])
    expect(server.emulator.findings()).toEqual([])
  })

  it('because its product lies elsewhere names both product types', async () => {
    await using server = await start()
    await reimport(server.emulator, [])

    const { status, body } = await reimport(server.emulator, [], withFields({ product_type_name: 'Other' }))

    expect([status, body.message]).toEqual([400, expect.stringContaining('conflict with the supplied product type name')])
  })

  it('without the right names what may not be made', async () => {
    await using server = await start()

    const { status, body } = await reimport(server.emulator, [], { who: server.emulator.users.guest.token })

    expect([status, body]).toEqual([403, { detail: 'No permission to create product_type "Hub"' }])
  })

  it('because it is no form says 415', async () => {
    await using server = await start()
    const { url, users } = server.emulator

    const { status } = await ask(`${url}/api/v2/reimport-scan/`, {
      method: 'POST',
      body: '{}',
      headers: { authorization: `Token ${users.admin.token}`, 'content-type': 'application/json' },
    })

    expect(status).toBe(415)
  })
})

describe('reading back', () => {
  it('tells the history by build id once a run has ended', async () => {
    await using server = await start({ importSeconds: 60 })
    await reimport(server.emulator, [item('a')], {
      fields: { ...names, build_id: 'b1', commit_hash: 'c1', branch_tag: 'main' },
    })
    expect((await get(server.emulator, '/test_imports/?build_id=b1')).body.count).toBe(0)

    server.clock.advance(60_000)

    const { body } = await get(server.emulator, '/test_imports/?build_id=b1&o=-id&limit=1')
    expect(body.results).toMatchObject([
      { type: 'import', build_id: 'b1', commit_hash: 'c1', test_import_finding_action_set: [{ action: 'N' }] },
    ])
  })

  it('has no history where it is switched off', async () => {
    await using server = await start({ history: false })
    await reimport(server.emulator, [item('a')], { fields: { ...names, build_id: 'b1' } })

    const second = await reimport(server.emulator, [])

    expect((await get(server.emulator, '/test_imports/?build_id=b1')).body.count).toBe(0)
    expect(second.body.statistics.delta).toBeUndefined()
  })

  it('pages lists, and deletes a test with its findings', async () => {
    await using server = await start()
    const { body } = await reimport(server.emulator, [item('a'), item('b'), item('c')])

    const page = await get(server.emulator, `/findings/?test=${body.test_id}&limit=2&offset=1`)
    expect(page.body).toMatchObject({ count: 3, next: null, results: [{ title: 'b' }, { title: 'c' }] })
    const { url, users } = server.emulator
    const deleted = await ask(`${url}/api/v2/tests/${body.test_id}/`, {
      method: 'DELETE',
      headers: { authorization: `Token ${users.admin.token}` },
    })

    expect(deleted.status).toBe(204)
    expect((await get(server.emulator, '/findings/')).body.count).toBe(0)
    expect((await get(server.emulator, '/tests/')).body.count).toBe(0)
  })
})
