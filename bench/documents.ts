// Measures what it costs to write a large repository's document. `node bench/documents.ts`; see README.md.
import { documentFormats } from '@patchbay/sdk'
import { z } from 'zod'
import heapOptions from '../packages/hub/bin/heap-options.json' with { type: 'json' }
import { openDatabase } from '../packages/hub/src/store/database.ts'
import { migrate } from '../packages/hub/src/store/migrate.ts'
import { seed } from '../packages/hub/test/api/seed.ts'
import { Child, endAll } from './child.ts'
import { emptyDatabase, startServer } from './postgres.ts'

/** A fifth of what is made up is resolved, and not in a document. */
const [vulnerabilities = '125000', ...wanted] = process.argv.slice(2)
const mebibyte = 1024 ** 2

const Written = z.object({ seconds: z.number(), bytes: z.number(), peakBytes: z.number(), idleBytes: z.number() })

await using cleanup = new AsyncDisposableStack()
process.once('SIGINT', async () => {
  await endAll()
  await cleanup.disposeAsync()
  process.exit(130)
})
const server = await startServer()
if (server === undefined) throw new Error('There is no PostgreSQL here.')
cleanup.use(server)
const { databaseUrl } = cleanup.use(await emptyDatabase(server.url))
{
  const database = await openDatabase({ databaseUrl, dataFolder: '', applicationName: 'bench', poolSize: 1 })
  await migrate(database)
  await seed(database.kysely, { vulnerabilities: Number(vulnerabilities), repositories: 1, products: 1 })
  await database.close()
}

console.log('| format | seconds | MB written | MB of memory, idle | MB of memory, at most |\n|---|---|---|---|---|')
for (const format of documentFormats.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  // A process each, so that its largest memory is that of this document.
  await using child = new Child('documents-process.ts', { databaseUrl }, heapOptions)
  const { seconds, bytes, peakBytes, idleBytes } = await child.ask('write', format, Written)
  const figures = [seconds.toFixed(1), ...[bytes, idleBytes, peakBytes].map((each) => (each / mebibyte).toFixed(0))]
  console.log(`| ${[format, ...figures].join(' | ')} |`)
}
