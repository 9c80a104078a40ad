import { expect, it } from 'vitest'
import { describeOnDatabases } from '../../test/database/index.ts'

await describeOnDatabases('columns', (open) => {
  it('are read as numbers, days and dates', async () => {
    const { pool } = await open('empty')

    const { rows } = await pool.query(`
      select 9007199254740991::bigint as id, array[1, null, -3]::bigint[] as ids, '{}'::bigint[] as none, count(*) as count,
        '2026-01-31'::date as day, array['2026-01-31', null]::date[] as days,
        '2026-01-31T23:30:00.5+01:00'::timestamptz as time, 1.50::numeric as amount, '{"a":1}'::jsonb as json`)

    expect(rows).toEqual([
      {
        id: 9007199254740991,
        ids: [1, null, -3],
        none: [],
        count: 1,
        day: '2026-01-31',
        days: ['2026-01-31', null],
        time: new Date('2026-01-31T22:30:00.500Z'),
        amount: '1.50',
        json: { a: 1 },
      },
    ])
  })

  it('are not rounded: a bigint that is not safe is refused', async () => {
    const { pool } = await open('empty')

    await expect(pool.query('select 9007199254740993 as id')).rejects.toThrow('9007199254740993 does not fit')
    await expect(pool.query('select array[9007199254740993] as ids')).rejects.toThrow('does not fit')
  })
})
