// Writes what follows from the code: the OpenAPI document, the client's types, the reference pages.
// With --check nothing is written; a file that would change fails the run.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cliPage } from './generate/cli.ts'
import { clientTypes } from './generate/client-types.ts'
import { connectorPages } from './generate/connectors.ts'
import { openApiDocument } from './generate/openapi.ts'
import { permissionsPage } from './generate/permissions.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const check = process.argv.includes('--check')

const document = await openApiDocument()
const files: Readonly<Record<string, string>> = {
  'docs/reference/cli.md': cliPage(),
  'docs/reference/openapi.json': document,
  'docs/reference/permissions.md': permissionsPage(),
  'packages/client/src/schema.ts': await clientTypes(document),
  ...(await connectorPages()),
}

const stale: string[] = []
for (const [name, content] of Object.entries(files)) {
  const path = join(root, name)
  const current = await readFile(path, 'utf8').catch(() => '')
  if (current === content) continue
  stale.push(name)
  if (check) continue
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

for (const name of stale) console.log(check ? `Out of date: ${name}` : `Written: ${name}`)
if (check && stale.length > 0) {
  console.error('Run `npm run generate` and commit the result.')
  process.exitCode = 1
}
