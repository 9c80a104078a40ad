import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { ensureCluster } from './cluster.ts'
import { Engine } from './engine.ts'

it('makes a cluster where one was begun and never finished, and leaves a finished one alone', async () => {
  const folder = join(inject('databaseFolder'), 'cluster')
  await mkdir(`${folder}.incomplete`, { recursive: true })
  await writeFile(join(`${folder}.incomplete`, 'PG_VERSION'), '18\n')

  await ensureCluster(folder)
  const engine = await Engine.open(folder)
  await engine.query('create table kept (id int)')
  await engine.close()
  await ensureCluster(folder)
  const again = await Engine.open(folder)
  const kept = await again.query('select * from kept')
  await again.close()

  expect(kept).toEqual([])
  expect(existsSync(`${folder}.incomplete`)).toBe(false)
})
