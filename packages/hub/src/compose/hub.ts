import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { connectorsFolder } from '@patchbay/connectors/folder'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { createServer } from '../api/server.ts'
import type { Settings } from '../config/config.ts'
import { firstStart } from '../people/first-start.ts'
import { guardFetch } from '../runtime/http/guard-fetch.ts'
import { createOutbound } from '../runtime/http/outbound.ts'
import { loadConnectors } from '../runtime/loader.ts'
import type { Key } from '../runtime/secrets/key.ts'
import { loadKeys } from '../runtime/secrets/key-file.ts'
import { createSealer } from '../runtime/secrets/sealer.ts'
import { openDatabase } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import type { HubSettingsChange } from '../usecases/browse/resources/settings.ts'
import { createBrowse } from './browse.ts'
import { composeConfiguration } from './configuration.ts'
import { createEngine } from './engine.ts'
import { createMetrics } from './metrics.ts'
import { composePeople } from './people.ts'

export type Role = 'api' | 'worker'

/** Who changes settings where it is the start of the hub that does. */
const starter = { id: 'environment', kind: 'system' } as const

/** Milliseconds after which nobody can still be waiting for what they asked for: its process ended. */
const auditPatience = 3_600_000

export interface HubOptions {
  readonly settings: Settings
  readonly roles: ReadonlySet<Role>
  readonly version: string
  readonly log: Logger
  /** Settings of the hub that hold before anything runs, as `PATCH /settings` takes them. */
  readonly hubSettings?: HubSettingsChange
  /** Told once when the hub cannot go on, and why. */
  readonly onDown?: (reason: string) => void
}

/** A running hub. */
export interface Hub {
  /** `http://host:port`; `null` without the `api` role. */
  readonly url: string | null
  /** Whether the database is the embedded one. */
  readonly embedded: boolean
  /** Finishes the pages in hand and the requests being answered, then closes everything. */
  close(): Promise<void>
}

/** Starts a hub: database, migrations, connectors, and the roles asked for. What was opened is closed again when a later step fails. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { config, secrets } = options.settings
  const { log, version } = options
  await using closing = new AsyncDisposableStack()
  const plugins = await loadConnectors([connectorsFolder], config.connectors)
  const keys = await loadKeys(config.dataFolder, secrets.secretKey)
  const outbound = closing.use(
    createOutbound({ allowHosts: config.allowHosts, ...(secrets.proxy && { proxy: secrets.proxy }) }),
  )
  const database = closing.use(
    await openDatabase({
      dataFolder: config.dataFolder,
      ...(secrets.databaseUrl !== undefined && { databaseUrl: secrets.databaseUrl }),
      applicationName: 'patchbay',
      poolSize: config.databasePool,
      log,
      ...(options.onDown && { onDown: options.onDown }),
    }),
  )
  await migrate(database)

  const now = () => new Date()
  const sealer = createSealer(keys)
  const { publicUrl, feeds } = config
  const engine = await createEngine({
    database,
    plugins,
    sealer,
    outbound,
    log,
    now,
    publicUrl,
    feeds,
    renovate: secrets.renovate,
  })
  closing.defer(() => engine.stop())
  if (secrets.oidc !== undefined) {
    outbound.guard.inspect(new URL(secrets.oidc.issuer))
    closing.defer(guardFetch(outbound.dispatcher))
  }
  const { people, tokens, reseal } = composePeople(database.kysely, {
    secret: sessionSecret(keys.current),
    olderSecrets: keys.older.map(sessionSecret),
    publicUrl: config.publicUrl,
    passwordSignIn: config.passwordSignIn,
    requireTwoFactor: config.requireTwoFactor,
    oidc: secrets.oidc,
    now,
    log,
  })
  await reseal()
  await firstStart(people, tokens, secrets, now)
  // Nobody else can be doing anything with an embedded database; elsewhere another process may still be at it.
  const settleAudit = (patience: number) => people.audit.settle(new Date(now().getTime() - patience))
  await settleAudit(database.embedded ? 0 : auditPatience)
  if (options.hubSettings !== undefined) await engine.commands.settings.update(options.hubSettings, starter)
  if (options.roles.has('worker')) await engine.work({ hourly: () => settleAudit(auditPatience) })

  const browse = createBrowse({ database, plugins, now, hubUrl: config.publicUrl })
  const configuration = composeConfiguration({ database, plugins, sealer, commands: engine.commands, people, now })
  const web = webFolder()
  if (web === null && options.roles.has('api')) log.warn('The web app is not built, so only the API is served')
  const url = options.roles.has('api')
    ? await listen(options, closing, {
        services: { commands: engine.commands, browse, people, configuration, plugins },
        version,
        ready: async () => {
          await sql`select 1`.execute(database.kysely)
        },
        ...(config.publicUrl !== undefined && { origins: [config.publicUrl] }),
        trustProxy: config.trustProxy,
        ...(web !== null && { webFolder: web }),
        ...(config.metrics && { metrics: createMetrics(database) }),
      })
    : null

  const owned = closing.move()
  return { url, embedded: database.embedded, close: () => owned.disposeAsync() }
}

function sessionSecret(key: Key): string {
  return createHash('sha256').update('patchbay.session').update(key.bytes).digest('base64')
}

async function listen(
  { settings, log }: HubOptions,
  closing: AsyncDisposableStack,
  server: Parameters<typeof createServer>[0],
): Promise<string> {
  const app = createServer({ ...server, logger: log })
  closing.defer(() => app.close())
  return app.listen({ host: settings.config.host, port: settings.config.port })
}

/** The built web app: beside the compiled hub in a package, in its own workspace in a checkout. */
function webFolder(): string | null {
  const places = ['../../web', '../../../web/dist'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  return places.find((path) => existsSync(`${path}/index.html`)) ?? null
}
