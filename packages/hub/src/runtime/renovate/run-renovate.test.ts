import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { runRenovate } from './run-renovate.ts'

/** Runs a script in its place. */
async function run(script: string, signal = new AbortController().signal) {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const executable = join(folder, 'renovate')
  await writeFile(executable, `#!${process.execPath}\n${script}\n`)
  await chmod(executable, 0o755)
  let place = ''
  const settings = (given: string) => {
    place = given
    return { platform: 'forge' }
  }
  const mask = (text: string) => text.replaceAll('t0ken', '[redacted]')
  const end = await runRenovate({ executable, environment: {}, settings, token: 't0ken', mask, signal })
  return { ...end, place }
}

it('gives it its settings in a file that is gone afterwards, and its token in the environment', async () => {
  const { exitCode, log, place } = await run(
    'const file = process.env.RENOVATE_CONFIG_FILE; console.log(require("node:fs").readFileSync(file, "utf8"), process.env.RENOVATE_TOKEN, process.cwd()); console.error("What went wrong")',
  )

  expect([exitCode, log]).toEqual([0, expect.stringContaining('"platform": "forge"\n} [redacted]')])
  expect(log).toContain(place)
  expect(log).toContain('What went wrong')
  expect(existsSync(place)).toBe(false)
})

it('keeps the end of what it said, and never half a secret', async () => {
  const { exitCode, log } = await run('for (let i = 0; i < 9000; i += 1) console.log("t0ken", i); process.exitCode = 3')

  expect(exitCode).toBe(3)
  expect(log.length).toBeLessThanOrEqual(16_002)
  expect(log).toMatch(/^…\n\[redacted\] \d+\n/)
  expect(log).toContain('[redacted] 8999\n')
})

it('ends it and what it has started when its time is over', async () => {
  const over = new AbortController()
  // Called by a grandchild: when both are gone, so are their ends of the connection.
  const server = createServer(() => over.abort()).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const grandchild = `setInterval(() => {}, 1000); fetch("http://127.0.0.1:${port}/")`
  const script = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`

  const { exitCode } = await run(script, over.signal)

  expect(exitCode).toBeNull()
})

it('says what to check when it cannot be started', async () => {
  const settings = () => ({})
  const { signal } = new AbortController()

  const started = runRenovate({
    executable: '/nowhere/renovate',
    environment: {},
    settings,
    token: '',
    mask: (text) => text,
    signal,
  })

  await expect(started).rejects.toMatchObject({
    kind: 'config',
    details: { remedy: expect.stringContaining('PATCHBAY_RENOVATE') },
  })
})
