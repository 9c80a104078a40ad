import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeOnDatabases } from '../../test/database/index.ts'
import { column, unnest } from './bulk.ts'
import type { Database } from './database.ts'

await describeOnDatabases('a batch as a row source', (open) => {
  let database: Database
  beforeAll(async () => {
    database = await open('empty')
  })

  it('brings every text through as it is, however it looks in an array literal', async () => {
    const odd = fc.constantFrom('NULL', 'null', '', ' ', '{', '}', '{a,b}', ',', '"', '\\', '\\"', "'", '\n', 'ä😀', '$1')
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '').toWellFormed())
    const texts = fc.array(fc.option(fc.oneof(odd, text)), { minLength: 1 })

    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        const columns = [
          column('plain', 'text', values, (value) => value),
          column('body', 'jsonb', values, (value) => ({ value })),
        ]
        const { rows } = await sql`select * from ${unnest('n', columns, 'position')} order by position`.execute(database.kysely)

        expect(rows).toEqual(values.map((value, index) => ({ plain: value, body: { value }, position: index + 1 })))
      }),
      { numRuns: 30 },
    )
  })

  it('brings numbers, flags, ids and times through', async () => {
    const at = new Date('2026-11-28T09:30:00.123Z')
    const given = [
      { big: 2 ** 52, small: -3, real: 0.5, flag: true, id: 'ba7816bf-8f01-cfea-4141-40de5dae2223', at },
      { big: null, small: null, real: null, flag: null, id: null, at: null },
      { big: 0, small: 0, real: 0, flag: false, id: null, at: at.toISOString() },
    ]
    const columns = [
      column('big', 'bigint', given, (row) => row.big),
      column('small', 'smallint', given, (row) => row.small),
      column('real', 'real', given, (row) => row.real),
      column('flag', 'boolean', given, (row) => row.flag),
      column('id', 'uuid', given, (row) => row.id),
      column('at', 'timestamptz', given, (row) => row.at),
    ]

    const { rows } = await sql`select * from ${unnest('n', columns)}`.execute(database.kysely)

    expect(rows).toEqual(given.map((row) => ({ ...row, at: row.at && at })))
  })

  it('is no rows for no rows', async () => {
    const { rows } = await sql`select * from ${unnest('n', [column('a', 'text', [], () => '')])}`.execute(database.kysely)

    expect(rows).toEqual([])
  })
})
