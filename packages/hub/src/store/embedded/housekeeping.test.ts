import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embedded } from '../../../test/database/index.ts'
import { Engine } from './engine.ts'
import { Housekeeping } from './housekeeping.ts'

let engine: Engine
let housekeeping: Housekeeping

beforeAll(async () => {
  engine = await Engine.open(`${(await embedded.place('empty')).dataFolder}/db`)
  const server = { inTurn: <T>(run: () => Promise<T>) => run() }
  housekeeping = new Housekeeping(server, engine, () => {})
  await engine.query('create table crowd (id int, text text)')
  await housekeeping.tidy()
})
afterAll(() => engine.close())

describe('housekeeping', () => {
  it('has nothing to do where nothing has changed', async () => {
    expect(await housekeeping.tidy()).toEqual([])
  })

  it('analyzes a table that has changed, once', async () => {
    await engine.query(`insert into crowd select g, 'some' from generate_series(1, 900) g`)

    const done = [await housekeeping.tidy(), await housekeeping.tidy()]

    expect(done).toEqual([['analyze crowd'], []])
    expect(await engine.query(`select reltuples from pg_class where relname = 'crowd'`)).toEqual([{ reltuples: 900 }])
  })

  it('vacuums a table that has many dead rows, once', async () => {
    await engine.query(`update crowd set text = 'other'`)

    const done = [await housekeeping.tidy(), await housekeeping.tidy()]

    expect(done).toEqual([['vacuum (analyze) crowd'], []])
  })

  it('makes a checkpoint when the log has grown, once', async () => {
    for (let segment = 0; segment < 10; segment++) {
      await engine.query('create table filler (id int)')
      await engine.query('drop table filler')
      await engine.query('select pg_switch_wal()')
    }

    const done = [await housekeeping.tidy(), await housekeeping.tidy()]

    expect(done.map((tasks) => tasks.filter((task) => task === 'checkpoint').length)).toEqual([1, 0])
  })
})
