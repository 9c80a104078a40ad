import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { embedded, type Place } from '../../../test/database/index.ts'
import { openDatabase } from '../database.ts'

const writer = new URL('../../../test/store/write-rows.ts', import.meta.url).pathname
const rowsEach = 10

function open(place: Place) {
  return openDatabase({ ...place, applicationName: 'test', poolSize: 2 })
}

/** Lets the writer commit this many times and kills it there; the last number that was acknowledged. */
async function writeAndKill(place: Place, first: number, commits: number): Promise<number> {
  const child = spawn(process.execPath, [writer, place.dataFolder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  let acknowledged = first - 1
  for await (const line of createInterface({ input: stdout(child) })) {
    acknowledged = Number(line)
    if (acknowledged >= first + commits - 1) child.kill('SIGKILL')
  }
  expect(await exit).toEqual([null, 'SIGKILL'])
  return acknowledged
}

function stdout(child: ChildProcess): NodeJS.ReadableStream {
  if (child.stdout === null) throw new Error('The writer has no output')
  return child.stdout
}

it('keeps every acknowledged row, and no half of a transaction, when the process is killed at any moment', async () => {
  const place = await embedded.place('empty')
  {
    await using database = await open(place)
    await database.pool.query(
      'create table batch (number int, i int, text text, changed int default 0, primary key (number, i)); create index on batch (text, number)',
    )
  }
  let acknowledged = 0

  for (let round = 0; round < 4; round++) {
    acknowledged = await writeAndKill(place, acknowledged + 1, randomInt(1, 80))

    await using database = await open(place)
    const sequential = await database.pool.query(
      'select number, count(*) as rows, count(distinct i) as distinct from batch group by number order by number',
    )
    // The last one may have been committed although the kill came before its acknowledgement.
    const numbers = sequential.rows.map((row) => row.number)
    expect(numbers.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, index) => index + 1))
    expect(numbers.length).toBeLessThanOrEqual(acknowledged + 1)
    expect(sequential.rows.every((row) => row.rows === rowsEach && row.distinct === rowsEach)).toBe(true)

    const client = await database.pool.connect()
    await client.query('set enable_seqscan = off')
    const indexed = await client.query(`select count(*) as rows from batch where text > ''`)
    const reindexed = await client.query('reindex table batch')
    client.release()
    expect(indexed.rows).toEqual([{ rows: numbers.length * rowsEach }])
    expect(reindexed.command).toBe('REINDEX')
    acknowledged = numbers.length
  }
}, 300_000)
