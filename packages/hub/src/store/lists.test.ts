import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { seed, small } from '../../test/api/seed.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { ConnectionReader } from './connections/reader.ts'
import type { Database } from './database.ts'
import { FindingReader } from './findings/reader.ts'
import { OperationReader } from './operations/reader.ts'
import type { PageOf, Rows } from './page.ts'
import { ProductReader } from './products/reader.ts'
import { RecordReader } from './records/reader.ts'
import { RepositoryReader } from './repositories/reader.ts'
import { VulnerabilityReader } from './vulnerabilities/reader.ts'

/** Walks a list to its end. */
async function walk<Row>(
  list: (page: PageOf) => Promise<Rows<Row>>,
  limit: number,
): Promise<{ rows: Row[]; counts: Set<number> }> {
  const rows: Row[] = []
  const counts = new Set<number>()
  let cursor: string | undefined
  for (let pages = 0; pages < 2000; pages += 1) {
    const page = await list({ limit, ...(cursor !== undefined && { cursor }) })
    rows.push(...page.rows)
    counts.add(page.count.value)
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    if (page.nextCursor === null) return { rows, counts }
    cursor = page.nextCursor
  }
  throw new Error('The list does not end')
}

await describeOnDatabases('lists', (open) => {
  let database: Database

  beforeAll(async () => {
    database = await open()
    await seed(database.kysely, small)
  })

  const idsWhere = async (table: string, condition: string, order: string): Promise<number[]> => {
    const { rows } = await sql
      .raw<{ id: number }>(`select id from ${table} where ${condition} order by ${order}`)
      .execute(database.kysely)
    return rows.map((row) => row.id)
  }

  describe.each([
    ['7 at a time, sorted', 7, 10_000],
    ['200 at a time, sorted', 200, 10_000],
    ['7 at a time, walked', 7, 0],
    ['50 at a time, walked', 50, 0],
    ['50 at a time, some of both', 50, 60],
  ])('of vulnerabilities, %s', (_name, limit, sorted) => {
    const filters = fc.record(
      {
        severity: fc.subarray([5, 4, 3, 2, 1, 0], { minLength: 1 }),
        status: fc.subarray(['Open', 'In Progress', 'Pending Action', 'Resolved', 'Dismissed'], { minLength: 1 }),
        kind: fc.subarray(['dependency', 'container', 'code', 'malware'], { minLength: 1 }),
        repository: fc.subarray([1, 2, 3, 8], { minLength: 1 }),
        product: fc.subarray([1, 2], { minLength: 1 }),
        connection: fc.subarray([1, 2, 3], { minLength: 1 }),
        decision: fc.subarray(['none', 'false-positive'], { minLength: 1 }),
        detectedAfter: fc.constantFrom('2026-10-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z'),
        detectedBefore: fc.constantFrom('2026-11-01T00:00:00.000Z', '2026-11-25T00:00:00.000Z'),
      },
      { requiredKeys: [] },
    )

    it.each([
      ['severity', 'severity desc, id desc'],
      ['-detectedAt', 'detected_at desc nulls last, id desc'],
    ] as const)('give every row once and in the order %s, whatever the filter', async (sort, order) => {
      const reader = new VulnerabilityReader(database.kysely, sorted)
      await fc.assert(
        fc.asyncProperty(filters, async (filter) => {
          const expected = await idsWhere('vulnerability', conditionOf(filter), order)

          const { rows, counts } = await walk((page) => reader.list(filter, { ...page, sort }), limit)

          expect(rows.map((row) => row.id)).toEqual(expected)
          expect([...counts]).toEqual([expected.length])
        }),
        { numRuns: 12 },
      )
    })
  })

  it.each([
    ['sorted', 10_000],
    ['walked', 0],
  ])('give every finding once, newest first, %s', async (_name, sorted) => {
    const reader = new FindingReader(database.kysely, sorted)
    const expected = await idsWhere('finding', "kind = 'code' and present", 'id desc')

    const { rows, counts } = await walk((page) => reader.list({ kind: ['code'], present: true }, page), 9)

    expect(rows.map((row) => row.id)).toEqual(expected)
    expect([...counts]).toEqual([expected.length])
  })

  it('narrow findings by what they hang on', async () => {
    const reader = new FindingReader(database.kysely)

    const byRepository = await walk((page) => reader.list({ repository: [3] }, page), 200)
    const byConnection = await walk((page) => reader.list({ connection: [3] }, page), 200)
    const byRecord = await walk((page) => reader.list({ record: [4] }, page), 200)

    expect(byRepository.rows.map((row) => row.id)).toEqual(await idsWhere('finding', 'asset_id = 3', 'id desc'))
    expect(byConnection.rows.every((row) => row.connectionId === 3)).toBe(true)
    expect(byRecord.rows.map((row) => row.id)).toEqual(await idsWhere('finding', 'record_id = 4', 'id desc'))
  })

  it.each(['name', '-stateSince'] as const)('give every record once in the order %s', async (sort) => {
    const reader = new RecordReader(database.kysely)
    const order = sort === 'name' ? 'lower(name) collate "C", id' : 'state_since desc, id desc'

    const { rows } = await walk((page) => reader.list({}, { ...page, sort }), 5)

    expect(rows.map((row) => row.id)).toEqual(await idsWhere('record', 'true', order))
  })

  it('find records by what they are mapped to', async () => {
    const reader = new RecordReader(database.kysely)

    const repository = await walk((page) => reader.list({ repository: [4] }, { ...page, sort: 'name' }), 50)
    const product = await walk((page) => reader.list({ product: [1] }, { ...page, sort: 'name' }), 50)

    expect(repository.rows.map((row) => row.name)).toEqual(['repository-4 in 1', 'repository-4 in 2'])
    expect(product.rows.length).toBeGreaterThan(0)
    expect(product.rows.every((row) => row.productId === 1)).toBe(true)
  })

  it('give every repository, product, connection and operation once', async () => {
    const { kysely } = database

    const repositories = await walk((page) => new RepositoryReader(kysely).list({}, page), 3)
    const products = await walk((page) => new ProductReader(kysely).list({}, page), 2)
    const connections = await walk((page) => new ConnectionReader(kysely).list({}, page), 1)
    const operations = await walk((page) => new OperationReader(kysely).list({}, page), 7)
    const notes = await walk((page) => new OperationReader(kysely).notes(1, {}, page), 7)

    expect(repositories.rows.map((row) => row.id).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(products.rows.map((row) => row.name)).toEqual(['Product 1', 'Product 2', 'Product 3'])
    expect(connections.rows.map((row) => row.label)).toEqual(['Connection 1', 'Connection 2', 'Connection 3', 'Connection 4'])
    expect(operations.rows.map((row) => row.id)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index))
    expect(notes.rows.map((row) => row.seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  })

  it('take wildcards in a text literally', async () => {
    const reader = new RepositoryReader(database.kysely)

    const all = await reader.list({ q: '%' }, { limit: 10 })
    const some = await reader.list({ q: 'REPOSITORY-4' }, { limit: 10 })

    expect(all.rows).toEqual([])
    expect(some.rows.map((row) => row.name)).toEqual(['acme/repository-4'])
  })

  describe('of vulnerabilities, by text', () => {
    const names = async (filter: object) => {
      const { rows } = await walk(
        (page) => new VulnerabilityReader(database.kysely).list(filter, { ...page, sort: 'severity' }),
        200,
      )
      return rows
    }

    it('find an exact identifier by any of its names', async () => {
      const byCve = await names({ identifier: 'cve-2026-10003' })
      const byGhsa = await names({ identifier: 'GHSA-2222-3333-000003' })

      expect(byCve.length).toBeGreaterThan(0)
      expect(byCve.every((row) => row.name === 'CVE-2026-10003')).toBe(true)
      expect(byGhsa.map((row) => row.id)).toEqual(byCve.map((row) => row.id))
      expect(await names({ identifier: 'CVE-2026-1000' })).toEqual([])
    })

    it('find the beginning of an identifier, a part of a package, and a title when neither is known', async () => {
      const prefix = await names({ q: 'CVE-2026-1001' })
      const part = await names({ q: 'ACKAGE-7' })
      const title = await names({ q: 'flaw number 12' })

      expect(new Set(prefix.map((row) => row.name.slice(0, 13)))).toEqual(new Set(['CVE-2026-1001']))
      expect(part.length).toBeGreaterThan(0)
      expect(part.every((row) => row.packageName === 'package-7')).toBe(true)
      expect(title.length).toBeGreaterThan(0)
      expect(title.every((row) => row.title === 'Flaw number 12')).toBe(true)
    })

    it('find a package by its purl without version', async () => {
      const rows = await names({ package: 'pkg:npm/package-2@4.5.6' })

      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every((row) => row.packageName === 'package-2')).toBe(true)
    })
  })

  describe('of another place', () => {
    const list = (cursor: string, sort: 'severity' | '-detectedAt' = 'severity') =>
      new VulnerabilityReader(database.kysely).list({}, { limit: 5, cursor, sort })

    it('refuse a cursor of another order', async () => {
      const { nextCursor } = await new VulnerabilityReader(database.kysely).list({}, { limit: 5, sort: 'severity' })

      await expect(list(nextCursor ?? '', '-detectedAt')).rejects.toMatchObject({ details: { code: 'cursor-of-another-sort' } })
    })

    it.each([
      ['nonsense', 'nonsense'],
      ['not a list', Buffer.from('{"a":1}').toString('base64url')],
      ['too short', Buffer.from('["severity","5"]').toString('base64url')],
      ['not a number', Buffer.from('["severity","5","1; drop table finding"]').toString('base64url')],
      ['without a value that must be there', Buffer.from('["severity",null,"5"]').toString('base64url')],
    ])('refuse a cursor that is %s', async (_name, cursor) => {
      await expect(list(cursor)).rejects.toMatchObject({
        kind: 'invalid',
        details: { code: 'cursor-invalid', field: 'cursor' },
      })
    })
  })
})

interface Filter {
  readonly severity?: number[]
  readonly status?: string[]
  readonly kind?: string[]
  readonly repository?: number[]
  readonly product?: number[]
  readonly connection?: number[]
  readonly decision?: string[]
  readonly detectedAfter?: string
  readonly detectedBefore?: string
}

/** The same filter, written without any thought for speed. */
function conditionOf(filter: Filter): string {
  const texts = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')
  return [
    'true',
    filter.severity && `severity in (${filter.severity})`,
    filter.status && `status in (${texts(filter.status)})`,
    filter.kind && `kind in (${texts(filter.kind)})`,
    filter.repository && `asset_id in (${filter.repository})`,
    filter.product && `asset_id in (select id from asset where product_id in (${filter.product}))`,
    filter.connection && `(${filter.connection.map((id) => `${id} = any(connections)`).join(' or ')})`,
    filter.decision && `decision in (${texts(filter.decision)})`,
    filter.detectedAfter && `detected_at >= '${filter.detectedAfter}'`,
    filter.detectedBefore && `detected_at < '${filter.detectedBefore}'`,
  ]
    .filter((part) => part !== undefined)
    .join(' and ')
}
