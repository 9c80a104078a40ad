import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** Makes the Node that runs the launcher say it is an old one. The Node the launcher starts does not inherit it. */
const old = [
  '--import',
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})",
]
const platform = `node-${process.platform}-${process.arch}`

let home = ''

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'patchbay-launcher-'))
  mkdirSync(join(home, 'bin'))
  for (const file of ['patchbay.js', 'heap-options.json']) cpSync(join(import.meta.dirname, file), join(home, 'bin', file))
  write('package.json', JSON.stringify({ type: 'module', optionalDependencies: { [platform]: '24.0.0' } }))
})

afterEach(() => rmSync(home, { recursive: true, force: true }))

function write(file: string, content: string): void {
  mkdirSync(dirname(join(home, file)), { recursive: true })
  writeFileSync(join(home, file), content)
}

function installPlatformPackage(): void {
  write(`node_modules/${platform}/package.json`, '{}')
  mkdirSync(join(home, `node_modules/${platform}/bin`))
  symlinkSync(process.execPath, join(home, `node_modules/${platform}/bin/node`))
}

type Launched = ChildProcessByStdio<null, Readable, Readable>

function launch(flags: readonly string[], ...parameters: readonly string[]): Launched {
  return spawn(process.execPath, [...flags, join(home, 'bin/patchbay.js'), ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function finish(child: Launched): Promise<{ code: number; output: string; errors: string }> {
  const [[code], output, errors] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, output, errors }
}

const echo =
  'const words: string[] = process.argv.slice(2)\nconsole.log(process.versions.node, ...words)\nprocess.exitCode = 5\n'

describe('the launcher', () => {
  it('runs the sources of a checkout in its own process where Node is new enough', async () => {
    write('src/main.ts', echo)
    write('dist/hub/main.js', 'console.log("stale build")')

    const { code, output } = await finish(launch([], 'connection', 'list'))

    expect(output).toBe(`${process.versions.node} connection list\n`)
    expect(code).toBe(5)
  })

  it.each(['serve', 'demo'])('limits the heap of what stays up: %s', async (command) => {
    write('src/main.ts', 'console.log(process.argv[2], ...process.execArgv)')

    const { output } = await finish(launch(['--no-deprecation'], command))

    expect(output).toBe(`${command} --no-deprecation --max-semi-space-size=16 --heap-growing-percent=60\n`)
  })

  it('runs the compiled code of a published package', async () => {
    write('dist/hub/main.js', 'console.log("compiled", process.argv[2])')

    const { code, output } = await finish(launch([], '--version'))

    expect(output).toBe('compiled --version\n')
    expect(code).toBe(0)
  })

  it('starts the Node npm installed where its own is too old', async () => {
    installPlatformPackage()
    write('src/main.ts', echo)

    const { code, output } = await finish(launch(old, 'serve'))

    expect(output).toBe(`${process.versions.node} serve\n`)
    expect(code).toBe(5)
  })

  it('hands SIGTERM and SIGINT on and waits for the end', async () => {
    installPlatformPackage()
    write(
      'src/main.ts',
      `
      for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { console.log(signal); process.exit(7) })
      setInterval(() => {}, 1000)
      console.log('ready')
    `,
    )

    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const child = launch(old)
      const ended = finish(child)
      await once(child.stdout, 'data')
      child.kill(signal)

      expect(await ended).toMatchObject({ code: 7, output: `ready\n${signal}\n` })
    }
  })

  it('ends like a shell says it when a signal ended what it started', async () => {
    installPlatformPackage()
    write('src/main.ts', "process.kill(process.pid, 'SIGKILL')")

    expect((await finish(launch(old))).code).toBe(128 + 9)
  })

  it('says what to do when there is no Node to start', async () => {
    write('src/main.ts', echo)

    const { code, errors } = await finish(launch(old))

    expect(code).toBe(1)
    expect(errors).toContain('Patchbay needs Node 24 or newer. This is Node 20.19.0')
    expect(errors).toContain('Install Node 24 from https://nodejs.org')
  })

  it('says so when the package is not complete', async () => {
    const { code, errors } = await finish(launch([]))

    expect(code).toBe(1)
    expect(errors).toContain('neither src/main.ts nor dist/hub/main.js is there')
  })
})
