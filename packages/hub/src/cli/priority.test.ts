import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { kevOf } from '../../test/spine/publisher.ts'

await describeOnDatabases('patchbay feed, sla-policy, policy and vulnerability', (open) => {
  let hub: TestHub
  let url: string
  let folder: string
  let worst: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-priority-'))
    hub = await testHub(await open())
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    for (const connector of ['forge', 'scanner']) {
      await hub.api.as('maintainer', 'POST', '/connections', { connector, label: connector, config: { token: 'x' } })
    }
    worst = (await json('vulnerability', 'list')).items[0].id
  })

  afterAll(async () => {
    await rm(folder, { recursive: true })
    await hub.close()
  })

  const patchbay = (...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.owner } })
  const json = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out)

  it('imports a feed from a file, lists it, and rates anew', async () => {
    const file = join(folder, 'kev.json')
    await writeFile(file, kevOf('CVE-2024-9999'))
    const broken = join(folder, 'broken.json')
    await writeFile(broken, '{"vulnerabilities":[')

    const imported = await patchbay('feed', 'import', 'kev', '-f', file)
    const refused = await patchbay('feed', 'import', 'kev', '-f', broken)
    const missing = await patchbay('feed', 'import', 'kev', '-f', join(folder, 'nothing.json'))
    const off = await patchbay('feed', 'refresh', 'epss')
    await hub.world.assess()

    expect(imported).toMatchObject({ code: 0, out: 'Imported kev: 1 rows are held now.\n' })
    expect(refused.said).toContain('The catalogue is not JSON, or cut off.')
    expect(missing).toMatchObject({ code: 2, said: expect.stringContaining('cannot be read') })
    expect(off.said).toContain('PATCHBAY_FEEDS is off')
    expect((await json('feed', 'list')).items).toMatchObject([
      { id: 'kev', state: 'stale', rows: 1, version: '2026.11.01', source: 'file' },
      { id: 'epss', state: 'never' },
      { id: 'osv', state: 'never' },
    ])
    const shown = await patchbay('vulnerability', 'show', worst)
    expect(shown.out).toMatch(/exploitation +30 +30 +known to be exploited \(CISA KEV\)/)
    expect((await json('vulnerability', 'list', '--sort', '-riskScore', '--minimum-risk', '70')).items).toMatchObject([
      { id: worst },
    ])
  })

  it('sets days, previews and applies them', async () => {
    const created = await patchbay('sla-policy', 'create', 'Hub', '--days', 'critical=900,high=900,critical.low=1')
    const preview = await json('sla-policy', 'preview', '--days', 'high=5')
    const named = await patchbay('sla-policy', 'preview', '--days', 'high=5')
    const wrong = await patchbay('sla-policy', 'preview', '--days', 'awful=5')
    const before = await json('vulnerability', 'list', '--overdue')
    const applied = await patchbay('sla-policy', 'apply')
    await hub.world.assess()

    expect(created.out).toMatch(/Hub +everything +critical=900, high=900, critical\.low=1/)
    expect(preview).toMatchObject({ open: 6, moved: 5, newlyOverdue: 0, noLongerOverdue: 0 })
    expect(preview.sample).toHaveLength(5)
    expect(named.out).toMatch(/\bhigh +\d{4}-\d{2}-\d{2} +\d{4}-\d{2}-\d{2} +CVE-/)
    expect(wrong.said).toContain('"awful=5" is no severity with days')
    expect(before.items).toHaveLength(6)
    expect(applied.out).toBe('Days are granted anew within a minute.\n')
    expect((await json('vulnerability', 'list', '--overdue')).items).toEqual([])
    const [policy] = (await json('sla-policy', 'list')).items
    expect((await patchbay('sla-policy', 'update', policy.id, '--days', 'high=9')).out).toMatch(/high=9/)
    expect((await patchbay('sla-policy', 'remove', policy.id)).out).toBe(`Removed ${policy.id}.\n`)
  })

  it('stops a clock, lets it run, grants time and comments', async () => {
    const waiting = await patchbay('vulnerability', 'wait', worst, '--reason', 'No fix yet')
    const list = await patchbay('vulnerability', 'list')
    const running = await patchbay('vulnerability', 'resume', worst)
    const exempt = await json('vulnerability', 'exempt', worst, '--until', '2099-01-01T00:00:00Z', '--reason', 'Frozen')
    const commented = await patchbay('vulnerability', 'comment', worst, 'Asked the vendor.')

    expect(waiting.out).toBe('Its clock stands still.\n')
    expect(list.out).toMatch(/critical +\d+ +waiting/)
    expect(running.out).toMatch(/^Its clock runs again\. Due: \d{4}-/)
    expect(exempt).toMatchObject({ dueAt: '2099-01-01T00:00:00.000Z', sla: { exemption: { reason: 'Frozen' } } })
    expect(commented.out).toBe('Noted.\n')
    expect((await json('vulnerability', 'show', worst)).timeline.map((entry: { event: string }) => entry.event)).toEqual(
      expect.arrayContaining(['waiting', 'resumed', 'exempted', 'commented']),
    )
    const { out } = await patchbay('vulnerability', 'show', worst)
    expect(out).toContain('  waiting: No fix yet  ')
    expect(out).toMatch(/exempted until 2099-01-01\S*: Frozen {2}/)
    expect(out).toContain('  commented: Asked the vendor.  ')
  })

  it('previews and keeps policies, and takes back what they decided', async () => {
    const rule = ['--severity-below', 'critical', '--package', 'package-*']
    const preview = await patchbay('policy', 'preview', ...rule)
    const created = await json('policy', 'create', 'Small ones', '--decision', 'wont-fix', '--reason', 'Too small', ...rule)
    await hub.world.assess()
    const decided = await json('vulnerability', 'list', '--policy', created.id)
    const shown = await patchbay('policy', 'show', created.id)
    await patchbay('policy', 'disable', created.id)
    await hub.world.assess()

    expect(preview.out).toMatch(/would dismiss +5\n/)
    expect(decided.items).toHaveLength(5)
    expect(decided.items[0]).toMatchObject({
      decision: 'wont-fix',
      policy: { id: created.id, name: 'Small ones' },
      decidedBy: { kind: 'system', name: 'Small ones' },
    })
    expect(shown.out).toMatch(/dismiss: wont-fix +severityBelow critical, package package-\* +everything +yes +5/)
    expect((await json('vulnerability', 'list', '--policy', created.id)).items).toEqual([])
    expect((await patchbay('policy', 'enable', created.id)).out).toMatch(/yes +\d/)
    expect((await patchbay('policy', 'remove', created.id)).code).toBe(0)
    await hub.world.assess()
  })

  it('takes decisions from a VEX document after a look', async () => {
    const file = join(folder, 'vex.json')
    const statement = {
      vulnerability: { name: 'CVE-2024-9999' },
      products: [{ '@id': 'pkg:npm/left-pad' }],
      status: 'not_affected',
    }
    await writeFile(
      file,
      JSON.stringify({ '@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'doc', statements: [statement] }),
    )

    const looked = await patchbay('vulnerability', 'import-vex', '-f', file)
    const before = await json('vulnerability', 'show', worst)
    const applied = await patchbay('vulnerability', 'import-vex', '-f', file, '--apply')

    expect(looked.out).toMatch(/decides +not_affected.*Would decide on 1\. Nothing was changed\.\n$/s)
    expect(before.decision).toBe('none')
    expect(applied.out).toMatch(/Decided on 1\.\n$/)
    expect(await json('vulnerability', 'show', worst)).toMatchObject({
      decision: 'not-affected',
      decisionOrigin: { document: 'doc', statement: 'statements[0]', author: null },
    })
  })

  it('decides with a justification and a duplicate, and refuses what does not go together', async () => {
    const [first, second] = (await json('vulnerability', 'list')).items
    const duplicate = ['--as', 'duplicate', '--reason', 'Same']

    const refused = await patchbay('vulnerability', 'decide', first.id, ...duplicate)
    const decided = await patchbay('vulnerability', 'decide', first.id, ...duplicate, '--duplicate-of', second.id)

    expect(refused.said).toContain('A duplicate names the vulnerability it is one of')
    expect(decided.out).toBe('Decided on 1; 1 changed.\n')
    expect(await json('vulnerability', 'show', first.id)).toMatchObject({ duplicateOf: { id: second.id, name: second.name } })
  })

  it('takes no file from readers, and no JSON where a file is wanted', async () => {
    const upload = (token: string, type: string) =>
      hub.api.send({
        method: 'POST',
        url: '/api/v1/feeds/kev/import',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        payload: kevOf('CVE-2024-9999'),
      })

    expect((await upload(hub.api.tokens.writer, 'application/octet-stream')).status).toBe(403)
    expect((await upload(hub.api.tokens.owner, 'application/json')).status).toBe(415)
    expect((await upload(hub.api.tokens.owner, 'application/octet-stream')).status).toBe(200)
    const [event] = (await hub.api.as('owner', 'GET', '/audit-events?event=feed.imported')).body.items
    expect(event).toMatchObject({ object: 'kev', outcome: 'done' })
  })
})
