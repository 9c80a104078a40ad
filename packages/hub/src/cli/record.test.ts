import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'

await describeOnDatabases('patchbay record and mapping-rule', (open) => {
  let hub: TestHub
  let url: string
  let shop: string
  let attic: string
  let repository: string

  beforeAll(async () => {
    hub = await testHub(await open())
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    for (const connector of ['forge', 'scanner']) {
      await hub.api.as('maintainer', 'POST', '/connections', { connector, label: connector, config: { token: 'x' } })
    }
    shop = (await listed('record', 'list', '-q', 'shop'))[0].id
    attic = (await listed('record', 'list', '-q', 'attic'))[0].id
    repository = (await listed('repository', 'list'))[0].id
  })

  afterAll(() => hub.close())

  const patchbay = (...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.maintainer } })
  const listed = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out).items

  it('says what a mapping and an unmapping would do without doing it', async () => {
    const mapping = await patchbay('record', 'map', attic, '--repository', repository, '--dry-run')
    const unmapping = await patchbay('record', 'unmap', shop, attic, '--dry-run', '--json')

    expect(mapping.code).toBe(0)
    expect(mapping.out).toMatch(/^RECORD +FROM +TO +FINDINGS +MOVE +MERGE +STAY TOO +DISMISSED +DECISIONS +EXPORTS\n/)
    expect(mapping.out).toMatch(/acme\/shop +1 +1 +0 +0 +0 +0 +0\nNothing was changed\.\n$/)
    expect(mapping.out).not.toContain('\u001b')
    expect(JSON.parse(unmapping.out).items.map((item: { findings: object }) => item.findings)).toEqual([
      { moved: 0, closed: 5 },
      { moved: 0, closed: 1 },
    ])
    expect((await listed('record', 'list', '--state', 'GOOD')).length).toBe(2)
  })

  it('syncs the records it is given, waits for them, and names those that are refused', async () => {
    const waited = await patchbay('record', 'sync', shop, '--wait')
    const both = await patchbay('record', 'sync', shop, 'rec_zzz', '--json')
    const list = await patchbay('operation', 'list', '--limit', '2')

    expect(waited).toMatchObject({ code: 0, said: expect.stringContaining('sync') })
    expect(both.code).toBe(1)
    expect(JSON.parse(both.out)).toMatchObject({
      items: [{ outcome: 'done' }, { outcome: 'refused' }],
      operations: [{ operation: { records: { count: 1, named: [{ id: shop }] } } }],
    })
    expect(list.out).toMatch(/sync of shop/)
  })

  it('changes several records, says of each what became of it, and fails when one is refused', async () => {
    const ignored = await patchbay('record', 'ignore', shop, attic)
    const found = await listed('record', 'list', '--cause', 'ignored')
    const restored = await patchbay('record', 'restore', shop, attic, 'rec_zzz')

    expect(ignored).toMatchObject({ code: 0, out: expect.stringMatching(/^ID +OUTCOME +WHY\n/) })
    expect(found).toHaveLength(2)
    expect(restored.code).toBe(1)
    expect(restored.out).toMatch(/rec_zzz +refused +There is no record "rec_zzz"\./)
    expect(restored.said).toContain('1 of 3 records were refused.')
  })

  it('takes a mapping back, and tells it in the history', async () => {
    await patchbay('record', 'map', attic, '--repository', repository)
    const undone = await patchbay('record', 'undo', attic)
    const twice = await patchbay('record', 'undo', attic)
    const history = await patchbay('record', 'history', attic, '--limit', '3')

    expect(undone).toMatchObject({ code: 0, out: expect.stringContaining('is GOOD.') })
    expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('taken back already') })
    expect(history.out).toMatch(/mapping +acme\/shop .*taken back/)
    expect(history.out).toMatch(/3 of \d+ changes\n$/)
  })

  it('writes, tries, orders, applies and removes mapping rules', async () => {
    const tried = await patchbay('mapping-rule', 'preview', '--name', 'att*', '--product', 'Roof', '--automatic')
    const created = await patchbay('mapping-rule', 'create', 'Roof', '--name', 'att*', '--owner', 'team-roof', '--json')
    const { id } = JSON.parse(created.out)
    const first = await patchbay('mapping-rule', 'create', 'Tags', '--tag', 'x', '--position', '1')
    const moved = await patchbay('mapping-rule', 'update', id, '--position', '1', '--json')
    const order = await patchbay('mapping-rule', 'list')
    const applied = await patchbay('mapping-rule', 'apply', '--automatic')
    const removed = await patchbay('mapping-rule', 'remove', id)
    const bare = await patchbay('mapping-rule', 'create', 'Everything')

    expect(tried.out).toMatch(/attic.* Roof \(new\)\nRecords that would be mapped: 1\. Nothing was changed\.\n$/)
    expect(first.code).toBe(0)
    expect(JSON.parse(moved.out).position).toBe(1)
    expect(order.out).toMatch(/name att\* +Roof +team-roof\n2 .*tag x/s)
    expect(applied.out).toBe('Records mapped: 1.\n')
    expect(removed.code).toBe(0)
    expect(bare).toMatchObject({ code: 1, said: expect.stringContaining('needs a condition') })
    expect((await patchbay('record', 'show', attic)).out).toMatch(/matched by +rule/)
  })
})
