import { fsyncSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { embedded } from '../../../test/database/index.ts'
import { Engine } from './engine.ts'
import { queryMessage } from './frontend.ts'

vi.mock('node:fs', async (load) => {
  const original = await load<typeof import('node:fs')>()
  return { ...original, fsyncSync: vi.fn(original.fsyncSync), renameSync: vi.fn(original.renameSync) }
})

let folder: string
let engine: Engine

beforeAll(async () => {
  folder = join((await embedded.place('empty')).dataFolder, 'db')
  engine = await Engine.open(folder)
  await engine.query('create table note (id int)')
})
afterAll(() => engine.close())

describe('the engine', () => {
  it('has a commit on the disk before it answers, and does not wait for the disk to read', async () => {
    vi.mocked(fsyncSync).mockClear()

    await engine.query('insert into note values (1)')
    const commits = vi.mocked(fsyncSync).mock.calls.length
    await engine.query('select * from note')

    expect(commits).toBeGreaterThan(0)
    expect(vi.mocked(fsyncSync).mock.calls.length).toBe(commits)
  })

  it('replaces a file in one step', async () => {
    vi.mocked(renameSync).mockClear()

    for (const size of ['5MB', '6MB', '7MB']) {
      await engine.query(`alter system set work_mem = '${size}'`)
      expect(readFileSync(join(folder, 'postgresql.auto.conf'), 'utf8')).toContain(`work_mem = '${size}'`)
    }
    await engine.query('alter system reset all')

    const target = join(folder, 'postgresql.auto.conf')
    expect(vi.mocked(renameSync).mock.calls.filter(([, to]) => to === target)).toHaveLength(4)
  })

  it('says in which state it leaves a transaction', async () => {
    const statuses: unknown[] = []

    for (const statement of ['begin', 'select 1/0', 'rollback']) {
      statuses.push((await engine.run(queryMessage(statement))).status)
    }

    expect(statuses).toEqual(['T', 'E', 'I'])
  })
})
