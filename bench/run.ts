// Measures a sync of many findings on both databases and writes the figures down. `npm run bench`; see README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { endAll } from './child.ts'
import { type Measured, measure } from './measure.ts'
import { type Mixed, measureMixed } from './mixed.ts'
import { readOptions } from './options.ts'
import { emptyDatabase, startServer } from './postgres.ts'
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
const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'))
cleanup.defer(() => rmSync(folder, { recursive: true, force: true }))
const results: Measured[] = []
const mixed: Mixed[] = []
const wantsOne = options.only.some((phase) => phase !== 'mixed')
const wantsMixed = options.only.includes('mixed')
let server: string | null = null

if (options.database !== 'postgres') {
  if (wantsOne) {
    const place = cleanup.use(emptyFolder())
    results.push(await measure(options, { database: 'embedded', place, server: null }, say))
  }
  if (wantsMixed) mixed.push(await measureMixed(options, 'embedded', async () => emptyFolder(), say))
}
if (options.database !== 'embedded') {
  const started = await startServer()
  if (started === undefined) throw new Error('There is no PostgreSQL here. Install it, or run with --database embedded.')
  cleanup.use(started)
  server = started.description
  if (wantsOne) {
    const place = { dataFolder: '', databaseUrl: started.url }
    results.push(await measure(options, { database: 'postgres', place, server: started }, say))
  }
  if (wantsMixed) mixed.push(await measureMixed(options, 'postgres', () => emptyDatabase(started.url), say))
}

const [after = 0] = loadavg()
const command = ['npm run bench', ...(words.length > 0 ? ['--', ...words] : [])].join(' ')
writeFileSync(options.out, `${report(results, mixed, { options, command, server, load: [before, after], at: new Date() })}\n`)
say(`Written to ${options.out}`)

function emptyFolder() {
  const dataFolder = mkdtempSync(join(folder, 'data-'))
  return { dataFolder, [Symbol.asyncDispose]: async () => rmSync(dataFolder, { recursive: true, force: true }) }
}
