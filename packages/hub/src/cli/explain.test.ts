import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { nameless } from '../../test/spine/ledger.ts'
import { sightings } from '../../test/spine/sighting.ts'

await describeOnDatabases('patchbay finding explain', (open) => {
  let hub: TestHub
  let url: string

  beforeAll(async () => {
    hub = await testHub(await open())
    hub.scanner.findings.set('shop', { pages: [{ items: [...sightings('shop', 1), nameless('shop', 'N1\u001b[31m')] }] })
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    const body = { connector: 'scanner', label: 'My scanner', config: { token: 'secret' } }
    await hub.api.as('maintainer', 'POST', '/connections', body)
  })

  afterAll(() => hub.close())

  const patchbay = (...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.reader } })
  const explain = (id: string, ...more: string[]) =>
    patchbay('finding', 'explain', '--connection', 'My scanner', '--id', id, ...more)

  it('says in a sentence that it is here, and where', async () => {
    const { code, out } = await explain('F1')

    expect(code).toBe(0)
    expect(out).toMatch(/^It is here: CVE-2024-1001 in shop, Open\.\n- patchbay vulnerability show vul_\w+\n$/)
  })

  it('says which rule left it out, what would let it in, and where the others are', async () => {
    const { code, out } = await explain('N1\u001b[31m')

    expect(code).toBe(0)
    expect(out).toContain('The import rules left it out: it is a dependency finding without a CVE')
    expect(out).toContain('- Let in findings without a CVE in the import rules of My scanner.\n')
    expect(out).toMatch(/- patchbay operation filtered op_\w+ --reason no-cve\n$/)
    expect(out).not.toContain('\u001b')
  })

  it('answers that it is nowhere with success too, and prints JSON where asked', async () => {
    const { code, out } = await explain('nowhere', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ asked: 'nowhere', answers: [{ kind: 'absent' }] })
  })

  it('fails on a connection nobody knows, and without an id', async () => {
    const unknown = await patchbay('finding', 'explain', '--connection', 'nobody', '--id', 'F1')
    const incomplete = await patchbay('finding', 'explain', '--connection', 'My scanner')

    expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('There is no connection "nobody".') })
    expect(incomplete.code).toBe(2)
  })

  it('lists what an operation left out and noted', async () => {
    const [operation] = JSON.parse((await patchbay('operation', 'list', '--kind', 'sync', '--json')).out).items
    const filtered = await patchbay('operation', 'filtered', operation.id, '--reason', 'no-cve')
    const notes = await patchbay('operation', 'notes', operation.id, '--kind', 'set-aside')

    expect(filtered.out).toMatch(/^REASON +ID +NAME.*\nno-cve .*Nameless N1.* shop\n1 filtered findings\n$/)
    expect(notes.out).toBe('No notes.\n')
  })
})
