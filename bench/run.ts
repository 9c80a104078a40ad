import { type Measured, measure, withFolder } from './measure.ts'
import { readOptions } from './options.ts'
import { startServer } from './postgres.ts'

const options = readOptions(process.argv.slice(2))
const say = (line: string) => console.log(line)
const results: Measured[] = []

if (options.database !== 'postgres') {
  results.push(
    await withFolder((dataFolder) => measure(options, { database: 'embedded', place: { dataFolder }, server: null }, say)),
  )
}
if (options.database !== 'embedded') {
  await using server = await startServer()
  if (server === undefined) throw new Error('There is no PostgreSQL here. Install it, or run with --database embedded.')
  const place = { dataFolder: '', databaseUrl: server.url }
  results.push(await measure(options, { database: 'postgres', place, server }, say))
}
console.log(JSON.stringify(results, null, 1))
