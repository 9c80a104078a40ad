import { documentFormats } from '@patchbay/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { rowsOf } from '../../test/documents/rows.ts'
import { sighting } from '../../test/spine/sighting.ts'

await describeOnDatabases('documents', (open) => {
  let hub: TestHub
  let repository: string
  let product: string

  beforeAll(async () => {
    hub = await testHub(await open())
    const worst = sighting('shop', 'Q1', { severity: 'critical', identifiers: ['CVE-2026-7001'] })
    const code = sighting('shop', 'Q2', {
      kind: 'code',
      severity: 'low',
      identifiers: ['CVE-2026-7002'],
      package: null,
      rule: { id: 'js/sql-injection', name: 'SQL injection' },
      location: { path: 'src/query.ts', startLine: 7 },
    })
    const shop = hub.scanner.findings.get('shop')
    hub.scanner.findings.set('shop', { pages: [...(shop?.pages ?? []), { items: [code, worst] }] })
    for (const connector of ['forge', 'scanner']) {
      const rules = { kinds: ['dependency', 'code'] }
      const body = { connector, label: connector, config: { token: 'x' }, ...(connector === 'scanner' && { rules }) }
      expect(await hub.api.as('maintainer', 'POST', '/connections', body)).toMatchObject({ status: 201 })
    }
    const [{ id }] = (await get('/repositories')).body.items
    repository = id
    product = (await hub.api.as('maintainer', 'POST', '/products', { name: 'Till: front' })).body.id
  })

  afterAll(() => hub.close())

  const get = (path: string) => hub.api.as('reader', 'GET', path)
  const file = (path: string, query: string) => get(`${path}/document?${query}`)

  it.each(documentFormats)('are downloaded of a repository in the format %s, with a name and a type', async (format) => {
    const { status, headers, text } = await file(`/repositories/${repository}`, `format=${format}`)

    expect(status).toBe(200)
    expect(headers['content-disposition']).toMatch(/^attachment; filename="acme-shop_main\.(sarif|\w+\.jsonl?|csv)"$/)
    expect(headers['content-type']).toContain('charset=utf-8')
    expect(text).toContain('CVE-')
    if (format !== 'csv' && format !== 'ocsf') expect(() => JSON.parse(text)).not.toThrow()
  })

  it('have what is seen now with what was decided, each kind with the worst first', async () => {
    const [vulnerability] = (await get(`/vulnerabilities?kind=dependency&repository=${repository}`)).body.items
    await hub.api.as('writer', 'POST', `/vulnerabilities/${vulnerability.id}/decide`, {
      decision: 'false-positive',
      reason: 'Only in tests',
    })

    const [titles = [], ...rows] = rowsOf((await file(`/repositories/${repository}`, 'format=csv')).text)
    const cells = (title: string) => rows.map((row) => row[titles.indexOf(title)])
    const vex = JSON.parse((await file(`/repositories/${repository}`, 'format=openvex')).text)

    expect(cells('kind')).toEqual([...Array(6).fill('dependency'), 'code'])
    expect(cells('name').at(0)).toBe('CVE-2026-7001')
    expect(rows.find((row) => row[0] === vulnerability.id)?.[titles.indexOf('decision')]).toBe('false-positive')
    expect(vex.statements.filter((each: { status: string }) => each.status === 'not_affected')).toMatchObject([
      { impact_statement: 'False positive. Only in tests' },
    ])
  })

  it('have only the kinds and severities that were asked for', async () => {
    const count = async (query: string) =>
      rowsOf((await file(`/repositories/${repository}`, `format=csv&${query}`)).text).length - 1

    expect(await count('kind=code')).toBe(1)
    expect(await count('kind=code,dependency')).toBe(7)
    expect(await count('minimumSeverity=critical')).toBe(1)
    expect(await count('kind=secret')).toBe(0)
  })

  it('are downloaded of a product with everything in it', async () => {
    const list = (await get('/products')).body.items
    const [owner] = list.filter(({ id }: { id: string }) => id !== product)

    const { status, text } = await file(`/products/${owner.id}`, 'format=ocsf')

    expect(status).toBe(200)
    expect(text.trimEnd().split('\n').length).toBeGreaterThan(0)
  })

  it('are refused where the format has none for nothing, and written empty where it has', async () => {
    const openvex = await file(`/products/${product}`, 'format=openvex')
    const sarif = await file(`/products/${product}`, 'format=sarif')

    expect(openvex).toMatchObject({ status: 409, body: { code: 'document-empty' } })
    expect(sarif.headers['content-disposition']).toBe('attachment; filename="Till-front.sarif"')
    expect(JSON.parse(sarif.text).runs[0].results).toEqual([])
  })

  it('are refused in a format nobody knows, and of what is not there', async () => {
    expect(await file(`/repositories/${repository}`, 'format=pdf')).toMatchObject({ status: 422 })
    expect(await file('/repositories/repo_zz', 'format=csv')).toMatchObject({ status: 404 })
    expect(await file('/products/prd_zz', 'format=csv')).toMatchObject({ status: 404 })
  })

  it('leave who took a copy in the audit log', async () => {
    await file(`/repositories/${repository}`, 'format=csv&kind=code')

    const { items } = (await hub.api.as('owner', 'GET', '/audit-events?event=repository.downloaded')).body
    expect(items[0]).toMatchObject({ object: repository, after: { format: 'csv', kind: ['code'] } })
  })
})
