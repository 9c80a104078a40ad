import { openDatabase } from '../../src/store/database.ts'

/**
 * Writes transactions of ten rows until it is killed, and says the number of each one when the database has acknowledged it.
 * Now and then a checkpoint and a vacuum, so that the kill may come in the middle of one.
 */
const [dataFolder = '', first = '1'] = process.argv.slice(2)
const database = await openDatabase({ dataFolder, applicationName: 'writer', poolSize: 2 })

for (let number = Number(first); ; number++) {
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query('insert into batch select $1, i, repeat(md5(i::text), 10) from generate_series(1, 10) i', [number])
  await client.query('update batch set changed = changed + 1 where number = $1', [number - 1])
  await client.query('commit')
  process.stdout.write(`${number}\n`)
  if (number % 20 === 0) await client.query('checkpoint')
  if (number % 33 === 0) await client.query('vacuum batch')
  client.release()
}
