// Measures a sync of many findings on both databases and writes the figures down. `npm run bench`; see README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { endAll } from './child.ts'
import { type Measured, measure } from './measure.ts'
import { readOptions } from './options.ts'
import { startServer } from './postgres.ts'
import { report } from './report.ts'

const words = process.argv.slice(2)
const options = readOptions(words)
const say = (line: string) => console.log(line)
const [before = 0] = loadavg()
await using cleanup = new AsyncDisposableStack()
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await endAll()
    await cleanup.disposeAsync()
    process.exit(130)
  })
}
const results: Measured[] = []
let server: string | null = null

if (options.database !== 'postgres') {
  const dataFolder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'))
  cleanup.defer(() => rmSync(dataFolder, { recursive: true, force: true }))
  results.push(await measure(options, { database: 'embedded', place: { dataFolder }, server: null }, say))
}
if (options.database !== 'embedded') {
  const started = await startServer()
  if (started === undefined) throw new Error('There is no PostgreSQL here. Install it, or run with --database embedded.')
  cleanup.use(started)
  server = started.description
  const place = { dataFolder: '', databaseUrl: started.url }
  results.push(await measure(options, { database: 'postgres', place, server: started }, say))
}

const [after = 0] = loadavg()
const command = ['npm run bench', ...(words.length > 0 ? ['--', ...words] : [])].join(' ')
writeFileSync(options.out, `${report(results, { options, command, server, load: [before, after], at: new Date() })}\n`)
say(`Written to ${options.out}`)
