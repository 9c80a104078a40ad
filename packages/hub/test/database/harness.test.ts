import { expect, it } from 'vitest'
import { describeOnDatabases } from './index.ts'

await describeOnDatabases('a fresh database', (open, flavour) => {
  it('has the schema and no rows', async () => {
    const database = await open()

    expect(database.embedded).toBe(flavour.name === 'embedded')
    expect(await database.kysely.selectFrom('product').selectAll().execute()).toEqual([])
  })

  it('shares nothing with another', async () => {
    const [one, other] = [await open(), await open()]

    await one.kysely.insertInto('product_type').values({ name: 'Only here' }).execute()

    const rows = await other.kysely.selectFrom('product_type').where('name', '=', 'Only here').selectAll().execute()
    expect(rows).toEqual([])
  })

  it('has no table when it is opened empty', async () => {
    const database = await open('empty')

    expect(await database.kysely.introspection.getTables()).toEqual([])
  })
})
