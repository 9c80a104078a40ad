import type { LocalCommands } from './cli/commands/local.ts'
import { processTerminal } from './cli/process-terminal.ts'
import { runCommandLine } from './cli/run.ts'
import { readVersion } from './version.ts'

const version = readVersion()

// Loaded when they are asked for: listing vulnerabilities should not wait for a database driver.
const local: LocalCommands = {
  serve: async (options, context) => (await import('./compose/serve.ts')).serve(options, context, version),
  doctor: async (context) => (await import('./compose/doctor.ts')).doctor(context),
  demo: async ({ once = false, json = false, cveOnly = false, ...options }, { signal }) => {
    const { runDemo } = await import('./demo/run.ts')
    await runDemo({ once, json, cveOnly, ...options, version, signal })
  },
}

const context = { environment: process.env, terminal: processTerminal(), signal: stopSignal() }
process.exitCode = await runCommandLine(process.argv.slice(2), context, local, version)

/** Aborts on the first request to stop; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(130)
      stop.abort()
    })
  }
  return stop.signal
}
