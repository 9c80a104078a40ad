// Runs the conformance tests of every connector and publishes what came out: `npm run conformance`.
// With --check nothing is written; a page that would change fails the run. So does a check that fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conformancePage, readResults } from './conformance/page.ts'
import { run } from './run-command.ts'
import { listFiles, root } from './tree.ts'

const page = join(root, 'docs/reference/conformance.md')
const folder = mkdtempSync(join(tmpdir(), 'patchbay-conformance-'))
const report = join(folder, 'report.json')

const code = await run({
  file: process.execPath,
  arguments: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...listFiles(root, ['packages/connectors/src/*/conformance.test.ts']),
  ],
  cwd: root,
})
const results = readResults(readFileSync(report, 'utf8'))
if (results.size === 0) throw new Error('Not one connector was put to the test.')
const content = conformancePage(results)
rmSync(folder, { recursive: true })

if (process.argv.includes('--check')) {
  const current = readFileSync(page, 'utf8')
  if (current !== content)
    console.error('Out of date: docs/reference/conformance.md. Run `npm run conformance` and commit the result.')
  process.exitCode = current === content ? code : 1
} else {
  writeFileSync(page, content)
  console.log('Written: docs/reference/conformance.md')
  process.exitCode = code
}
