// Sets up what the tests need and runs them. `npm test`, or `npm test -- packages/sdk` for some of them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWebApp } from './build/web-app.ts'
import { run } from './run-command.ts'
import { findChromium } from './test/chromium.ts'
import { startPostgreSql } from './test/postgresql.ts'
import { printTally, printTimes, readReport, readTimes } from './test/report.ts'
import { root } from './tree.ts'

// On CI nothing may be left out for want of a program: it is installed, or the run fails.
const complete = process.env['CI'] === 'true'

// Ctrl-C reaches the test runner by itself; this process stays to stop the database.
process.on('SIGINT', () => {})

// CI tests the web app that `npm ci` built, which is the one a newcomer gets.
if (!complete && (await buildWebApp())) console.log('Built the web app.')
const chromium = await findChromium(complete)
const postgreSql = await startPostgreSql(complete)

const missing = [
  ...(chromium ? [] : ['browser tests: no Chromium here. Install it, or say where it is with CHROMIUM_PATH.']),
  ...(postgreSql ? [] : ['tests on PostgreSQL: no server here. Install it, or name one with TEST_DATABASE_URL.']),
]
const folder = mkdtempSync(join(tmpdir(), 'patchbay-report-'))
const report = join(folder, 'report.json')

const code = await run({
  file: process.execPath,
  arguments: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  cwd: root,
  env: { ...(chromium && { CHROMIUM_PATH: chromium }), ...(postgreSql && { TEST_DATABASE_URL: postgreSql.url }) },
}).finally(() => postgreSql?.stop())

for (const reason of missing) console.log(`Left out ${reason}`)
if (existsSync(report)) {
  const tally = readReport(report)
  console.log(printTimes(readTimes(report).slice(0, 12), root))
  console.log(printTally(tally))
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : code
} else {
  console.error('The test runner ended without a report.')
  process.exitCode = 1
}
rmSync(folder, { recursive: true, force: true })
