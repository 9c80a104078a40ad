import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { connectorsFolder } from '@patchbay/connectors/folder'
import { demoTenant, readTenantFile, type Tenant } from '@patchbay/sdk/testing'
import pino from 'pino'
import { type Hub, startHub } from '../compose/hub.ts'
import type { Settings } from '../config/config.ts'
import { connectAll, type DemoHub, waitUntilExported, waitUntilIdle } from './drive.ts'
import { type DemoFeeds, readAliases, startFeeds } from './feeds.ts'
import { remediate } from './remediate.ts'
import { summarise } from './summarise.ts'
import { printSummary } from './summary-text.ts'
import { startVendors, type Vendor } from './vendors.ts'

export interface DemoOptions {
  /** Run once, print the summary and end. */
  readonly once: boolean
  readonly json: boolean
  /** File of findings, one JSON object a line, to use instead of the built-in tenant. */
  readonly tenant?: string
  /** With `tenant`: keep the rule that lets in findings with a CVE only. */
  readonly cveOnly: boolean
  readonly port?: number
  /** Folder to keep the data in; without it the demo forgets everything. */
  readonly data?: string
  readonly version: string
  /** Ends a demo that stays up. */
  readonly signal: AbortSignal
}

export const demoSignIn = { email: 'demo@patchbay.example', password: 'patchbay-demo' } as const

const usualPort = 7282

/** The whole main job over emulated vendors, on this machine alone: connect, discover, map, sync, and show what came of it. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const say = options.json ? () => undefined : (line: string) => void process.stderr.write(`${line}\n`)
  const tenant = await readTenant(options.tenant)
  await using closing = new AsyncDisposableStack()
  const vendors = await startVendors(connectorsFolder, tenant)
  for (const vendor of vendors) closing.defer(() => vendor.close())
  const feeds = await startFeeds(tenant)
  closing.defer(() => feeds.close())
  say(`Emulated vendors are running: ${vendors.map((vendor) => vendor.label).join(', ')}.`)

  const folder = options.data === undefined ? await temporaryFolder(closing) : resolve(options.data)
  const token = `demo_${randomBytes(24).toString('hex')}`
  const hub = await start(options, settings(folder, options.port ?? usualPort, token), feeds, say)
  closing.defer(() => hub.close())
  const demo: DemoHub = { url: hub.url ?? '', token, told: new Set() }
  say(`Patchbay is running at ${demo.url}.`)

  await connect(demo, vendors, options)
  await waitUntilIdle(demo, say)
  await readAliases(demo, say)
  await waitUntilExported(demo, say)
  await remediate(demo, vendors, tenant, say)
  await waitUntilExported(demo, say)
  const summary = await summarise(demo, vendors)
  if (options.json) process.stdout.write(`${JSON.stringify(summary, null, options.once ? 0 : 2)}\n`)
  else printSummary(summary, { signIn: demoSignIn, staysUp: !options.once })
  if (!options.once) await aborted(options.signal)
}

async function readTenant(file: string | undefined): Promise<Tenant> {
  return file === undefined ? demoTenant() : readTenantFile(resolve(file))
}

async function temporaryFolder(closing: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-demo-'))
  closing.defer(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The demo never touches a real database or a real vendor, whatever the environment says. */
function settings(dataFolder: string, port: number, bootstrapToken: string): Settings {
  return {
    config: {
      dataFolder,
      host: '127.0.0.1',
      port,
      publicUrl: undefined,
      trustProxy: false,
      allowHosts: '127.0.0.1',
      connectors: [],
      databasePool: 6,
      logLevel: 'warn',
      passwordSignIn: true,
      requireTwoFactor: false,
      // Those that the demo publishes itself: everything in it stays on this machine.
      feeds: true,
      metrics: true,
    },
    secrets: {
      databaseUrl: undefined,
      secretKey: undefined,
      admin: demoSignIn,
      bootstrapToken,
      proxy: undefined,
      renovate: undefined,
      oidc: undefined,
    },
  }
}

async function start(
  options: DemoOptions,
  wanted: Settings,
  { addresses }: DemoFeeds,
  say: (line: string) => void,
): Promise<Hub> {
  const log = pino({ level: wanted.config.logLevel }, pino.destination(2))
  const roles = new Set(['api', 'worker'] as const)
  const common = { roles, version: options.version, log, hubSettings: { feeds: addresses } }
  try {
    return await startHub({ ...common, settings: wanted })
  } catch (error) {
    if (options.port !== undefined || !isPortTaken(error)) throw error
    say(`Port ${usualPort} is in use, so the demo takes a free one.`)
    const other = { ...wanted, config: { ...wanted.config, port: 0 } }
    return startHub({ ...common, settings: other })
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** A tenant file is shown whole unless asked otherwise: people want to see their own data, not our defaults. */
async function connect(demo: DemoHub, vendors: readonly Vendor[], options: DemoOptions): Promise<void> {
  const rules = options.tenant === undefined || options.cveOnly ? {} : { cveRequired: false }
  await connectAll(demo, vendors, rules)
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => {
    signal.addEventListener('abort', () => done(), { once: true })
  })
}
