import type { ServeOptions } from '../cli/commands/local.ts'
import type { CliContext } from '../cli/context.ts'
import { readSettings } from '../config/config.ts'
import { createLogger } from '../telemetry/logger.ts'
import { startHub } from './hub.ts'

/** Runs a hub until the signal aborts, then lets it finish what it has in hand. */
export async function serve(
  options: ServeOptions,
  { environment, terminal, signal }: CliContext,
  version: string,
): Promise<void> {
  const given = readSettings(environment)
  const { host = given.config.host, port = given.config.port } = options
  const settings = { ...given, config: { ...given.config, host, port } }
  const log = createLogger({ level: settings.config.logLevel, pretty: terminal.interactive })
  const onDown = (reason: string) => {
    log.fatal({ reason }, 'The embedded database is down for good: this process ends, so that a supervisor can start another')
    process.exit(1)
  }
  const hub = await startHub({ settings, roles: options.roles, version, log, onDown })
  log.info({ url: hub.url, roles: [...options.roles], embedded: hub.embedded, version }, 'Patchbay is running')
  if (terminal.interactive && hub.url !== null) terminal.say(`\nPatchbay is running at ${hub.url}. Ctrl-C stops it.\n\n`)

  await aborted(signal)
  log.info('Stopping: the pages in hand are finished first')
  await hub.close()
  log.info('Stopped')
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => {
    signal.addEventListener('abort', () => done(), { once: true })
  })
}
