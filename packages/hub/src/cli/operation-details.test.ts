import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { sightings } from '../../test/spine/sighting.ts'

await describeOnDatabases('patchbay', (open) => {
  let hub: TestHub
  let url: string
  let discover: string
  let sync: string

  beforeAll(async () => {
    hub = await testHub(await open())
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    const body = { connector: 'scanner', label: 'Scanner', config: { token: 'secret' } }
    const { body: connection } = await hub.api.as('maintainer', 'POST', '/connections', body)
    hub.scanner.findings.set('shop', { pages: [{ items: sightings('shop', 4) }] })
    await hub.api.as('maintainer', 'POST', `/connections/${connection.id}/sync`)
    const operations = JSON.parse((await patchbay('operation', 'list', '--json')).out).items
    const last = (kind: string) => operations.find((operation: { kind: string }) => operation.kind === kind).id
    discover = last('discover')
    sync = last('sync')
  })

  afterAll(() => hub.close())

  const patchbay = (...words: string[]) => as('reader', ...words)
  const as = (role: 'reader' | 'owner', ...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens[role] } })

  it('operation log reads what a run did, in a line each, by level, and as JSON', async () => {
    const read = await patchbay('operation', 'log', sync)
    const errors = await patchbay('operation', 'log', sync, '--level', 'error')
    const json = await patchbay('operation', 'log', sync, '--json')

    expect(read.code).toBe(0)
    expect(read.out).toMatch(/^\d{4}-\d\d-\d\dT\S+Z {2}info {5}2 records to read, in 2 parts\.\n/)
    expect(read.out).toMatch(/ {2}info {5}The sync ended complete\. 5 seen: 5 unchanged, 1 closed\.\n$/)
    expect(read.out).not.toContain('\u001b')
    expect(errors.out).toBe('')
    expect(JSON.parse(json.out).items).toHaveLength(read.out.trimEnd().split('\n').length)
  })

  it('operation log --follow ends with the operation', async () => {
    const read = await patchbay('operation', 'log', sync)
    const followed = await patchbay('operation', 'log', sync, '--follow')
    const json = await patchbay('operation', 'log', sync, '--follow', '--json')
    const unknown = await patchbay('operation', 'log', 'op_zzzz', '--follow')

    expect(followed).toMatchObject({ code: 0, out: read.out })
    expect(
      json.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).level),
    ).toContain('info')
    expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('There is no operation "op_zzzz"') })
  })

  it('operation compare sets a run beside the one before it', async () => {
    const compared = await patchbay('operation', 'compare', sync)
    const first = await patchbay('operation', 'compare', discover)

    expect(compared.out).toMatch(/^operation {2}op_\w+\nbefore {5}op_\w+, complete, ended \d{4}-/)
    expect(compared.out).toMatch(/\nseen +5 +6 +-1\n/)
    expect(compared.out).toMatch(/\nclosed +1 +0 +\+1\n/)
    expect(first.out).toContain('none is kept')
    expect(first.out).toMatch(/\ngone +0\n/)
    expect(JSON.parse((await patchbay('operation', 'compare', sync, '--json')).out)).toMatchObject({ operation: sync })
  })

  it('operation changes lists what a run changed', async () => {
    const closed = await patchbay('operation', 'changes', sync)
    const records = await patchbay('operation', 'changes', discover, '--change', 'new')

    expect(closed.out).toMatch(/^CHANGE +NAME +.*\nclosed +CVE-2024-1005 .* F5 +shop +absent\n1 changes\n$/)
    expect(records.out).toMatch(/\nnew +shop .*\nnew +attic/)
  })

  it('settings show and set name each setting and its value', async () => {
    const shown = await patchbay('settings', 'show')
    const set = await as('owner', 'settings', 'set', 'operations.retentionDays=null')
    const refused = await patchbay('settings', 'set', 'operations.retentionDays=1')
    const wrong = await as('owner', 'settings', 'set', 'operations.retentionDays=soon')
    const unreadable = await as('owner', 'settings', 'set', 'retentionDays')

    expect(shown.out).toMatch(/^operations\.retentionDays +90\n/)
    expect(set).toMatchObject({ code: 0, out: expect.stringMatching(/^operations\.retentionDays +null\n/) })
    expect(JSON.parse((await patchbay('settings', 'show', '--json')).out)).toMatchObject({
      operations: { retentionDays: null },
    })
    expect(refused.code).toBe(4)
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('operations.retentionDays') })
    expect(unreadable.code).toBe(2)
  })
})
