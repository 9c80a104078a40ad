#!/usr/bin/env node
// Starts Patchbay on a Node that is new enough, and a hub with limits to its heap. Plain JavaScript, because the Node that starts
// it may be as old as 20.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const required = 24
const home = join(dirname(fileURLToPath(import.meta.url)), '..')

const entry = findEntry()
const modern = Number.parseInt(process.versions.node, 10) >= required
const staysUp = ['serve', 'demo'].includes(process.argv[2])
if (modern && !staysUp) {
  process.argv[1] = entry
  await import(pathToFileURL(entry).href)
} else if (modern) {
  runOn(process.execPath, [...process.execArgv, ...heapOptions(), entry])
} else {
  runOn(findNode(), ['--disable-warning=ExperimentalWarning', ...heapOptions(), entry])
}

/** A checkout has sources; a published package has only what `scripts/pack-hub.ts` compiled from them. */
function findEntry() {
  const entry = [join(home, 'src', 'main.ts'), join(home, 'dist', 'hub', 'main.js')].find((path) => existsSync(path))
  if (entry !== undefined) return entry
  return stop('Patchbay is not complete: neither src/main.ts nor dist/hub/main.js is there. Install it again.')
}

/** The Node that npm installed for this platform, next to Patchbay's other dependencies. */
function findNode() {
  const { resolve } = createRequire(import.meta.url)
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

  for (const name of Object.keys(manifest.optionalDependencies)) {
    if (name !== `node-${platform}` && name !== `node-bin-${platform}`) continue
    try {
      const binary = join(dirname(resolve(`${name}/package.json`)), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
      if (existsSync(binary)) return binary
    } catch {
      // The package is optional: npm leaves it out with --omit=optional.
    }
  }
  return stop(
    `Patchbay needs Node ${required} or newer. This is Node ${process.versions.node}, and npm installed none for ${platform}. ` +
      `Install Node ${required} from https://nodejs.org, or install Patchbay again without --omit=optional.`,
  )
}

/** Left alone, the heap of a sync grows to several times the objects that are alive in it. */
function heapOptions() {
  return JSON.parse(readFileSync(join(home, 'bin', 'heap-options.json'), 'utf8'))
}

function runOn(node, options) {
  const child = spawn(node, [...options, ...process.argv.slice(2)], { stdio: 'inherit' })

  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A terminal sends Ctrl-C to the whole group; a second one would ask the hub to stop at once instead of gracefully.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })

  child.on('error', (error) => stop(`Patchbay could not start ${node}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
