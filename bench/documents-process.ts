import { documentFormats, kinds } from '@patchbay/sdk'
import { z } from 'zod'
import { createBrowse } from '../packages/hub/src/compose/browse.ts'
import { openDatabase } from '../packages/hub/src/store/database.ts'
import { answer } from './answer.ts'
import { ownUsage } from './child.ts'

/** Writes documents of the first repository, as a download does. */
const { databaseUrl } = z.object({ databaseUrl: z.string() }).parse(JSON.parse(process.argv[2] ?? '{}'))
const database = await openDatabase({ databaseUrl, dataFolder: '', applicationName: 'patchbay', poolSize: 2 })
const { documents, repositories } = createBrowse({ database, plugins: new Map(), now: () => new Date() })

async function write(format: (typeof documentFormats)[number]) {
  const { items } = await repositories.list({}, { limit: 1, sort: 'name' })
  const { peakBytes: idleBytes } = ownUsage()
  const started = performance.now()
  await using file = await documents.repository(items[0]?.id ?? '', { format, kinds })
  let bytes = 0
  for await (const text of file.content()) bytes += Buffer.byteLength(text)
  return { seconds: (performance.now() - started) / 1000, bytes, idleBytes, peakBytes: ownUsage().peakBytes }
}

answer({ write: (input) => write(z.enum(documentFormats).parse(input)) }, () => database.close())
