import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { collect, demand } from './run-command.ts'
import { root } from './tree.ts'

/** A minute is plenty on two slow cores; the rest is for a cold npm cache. */
const patience = 300_000

/** As in a shell outside the checkout: its Node 24 is not on the path. */
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
  .join(delimiter)

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-package-'))
  await demand({ file: 'npm', arguments: ['pack', '-w', 'patchbay', '--pack-destination', folder], cwd: root })
  const [tarball] = readdirSync(folder)
  mkdirSync(join(folder, 'elsewhere'))
  writeFileSync(join(folder, 'elsewhere/package.json'), '{ "private": true }')
  await demand({
    file: 'npm',
    arguments: ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, String(tarball))],
    cwd: join(folder, 'elsewhere'),
    env: { PATH: path },
  })
}, patience)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function patchbay(...parameters: readonly string[]) {
  const file = join(folder, 'elsewhere/node_modules/.bin/patchbay')
  return { file, arguments: parameters, cwd: join(folder, 'elsewhere'), env: { PATH: path } }
}

/** Starts the hub on a free port. Resolves to its address as soon as its log has one; throws with the log when it ends before. */
async function serve(): Promise<{ url: string; child: ChildProcessByStdio<null, null, Readable> }> {
  const { file, arguments: parameters, cwd, env } = patchbay('serve')
  const settings = { PATCHBAY_DATA: join(folder, 'data'), PATCHBAY_PORT: '0', PATCHBAY_FEEDS: 'off' }
  const child = spawn(file, parameters, {
    cwd,
    env: { ...process.env, ...env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that no part of it outlives the test.
    detached: true,
  })
  onTestFinished(() => killGroup(child.pid))

  const lines: string[] = []
  for await (const line of createInterface(child.stderr)) {
    lines.push(line)
    const [url] = /http:\/\/[\w.[\]:]+:\d+/.exec(line) ?? []
    if (url !== undefined) return { url, child }
  }
  throw new Error(`patchbay serve ended without saying its address:\n${lines.join('\n')}`)
}

function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

describe('the packed hub, installed elsewhere', () => {
  it('says its version', async () => {
    const { code, output } = await collect(patchbay('--version'))

    expect(output.trim()).toMatch(/^\d+\.\d+\.\d+/)
    expect(code).toBe(0)
  })

  it('holds the web app, the licence and every connector, but no test and no TypeScript', () => {
    const packed = join(folder, 'elsewhere/node_modules/patchbay')
    const files = readdirSync(packed, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith('node_modules'))
    const connectors = readdirSync(join(root, 'packages/connectors/src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )

    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'bin/patchbay.js', 'dist/web/index.html', 'dist/hub/main.js']))
    for (const { name } of connectors) {
      const folder = `dist/connectors/${name}`
      expect(files).toEqual(
        expect.arrayContaining([`${folder}/index.js`, `${folder}/emulator.js`, `${folder}/README.md`, `${folder}/logo.svg`]),
      )
    }
    expect(files.filter((file) => /\.tsx?$|\.test\./.test(file))).toEqual([])
  })

  it('serves the web app and the API from there, and stops when asked to', async () => {
    const { url, child } = await serve()

    const [page, health, contract] = await Promise.all(['/', '/healthz', '/api/openapi.json'].map((path) => fetch(url + path)))
    expect(await page?.text()).toContain('<div id="root"')
    expect(health?.status).toBe(200)
    expect(await contract?.json()).toHaveProperty('openapi')

    child.stderr.resume()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
