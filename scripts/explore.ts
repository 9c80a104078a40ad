// Looks for what no run of the suite has tried: every property test, again and again, each round with a seed of its own.
//
//   npm run explore                                    until something fails, or Ctrl-C
//   npm run explore -- --rounds 20 packages/connectors
import { randomInt } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run } from './run-command.ts'
import { startPostgreSql } from './test/postgresql.ts'
import { root } from './tree.ts'

const { values, positionals } = parseArgs({ options: { rounds: { type: 'string', default: '0' } }, allowPositionals: true })
const rounds = Number(values.rounds)
if (!Number.isSafeInteger(rounds) || rounds < 0)
  throw new Error('--rounds must be a whole number; 0 goes on until something fails.')

const files = globSync(['packages/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
})
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .filter((file) => /\bfc\.(?:asyncProperty|property|sample)\(/.test(readFileSync(join(root, file), 'utf8')))
if (files.length === 0) throw new Error(`No property test in ${positionals.join(', ')}.`)

// Ctrl-C reaches the test runner by itself; this process stays to stop the database.
let stopped = false
process.on('SIGINT', () => {
  stopped = true
})

const postgreSql = await startPostgreSql(false)
try {
  for (let round = 1; !stopped && (rounds === 0 || round <= rounds); round += 1) {
    const seed = randomInt(2 ** 31)
    console.log(`Round ${round}, ${files.length} files: PROPERTY_SEED=${seed}`)
    const code = await run({
      file: process.execPath,
      arguments: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=agent', ...files],
      cwd: root,
      env: { PROPERTY_SEED: String(seed), ...(postgreSql && { TEST_DATABASE_URL: postgreSql.url }) },
    })
    if (code !== 0 && !stopped) {
      process.exitCode = code
      break
    }
  }
} finally {
  await postgreSql?.stop()
}
