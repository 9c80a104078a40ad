import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { ProxySettings } from '../runtime/http/proxy.ts'
import { type OidcConfig, readOidc } from './oidc.ts'
import { type Environment, type Reader, settings } from './read.ts'
import { type RenovateProgram, readRenovate } from './renovate.ts'

/** What an operator sets; nothing in it is secret. */
export interface Config {
  /** `PATCHBAY_DATA`. Absolute. */
  readonly dataFolder: string
  /** `PATCHBAY_HOST`: the address to listen on. */
  readonly host: string
  /** `PATCHBAY_PORT`; 0 takes any free port. */
  readonly port: number
  /** `PATCHBAY_PUBLIC_URL`: where browsers find the hub, without a trailing slash. */
  readonly publicUrl: string | undefined
  /** `PATCHBAY_TRUST_PROXY`: proxies whose forwarded headers are believed. */
  readonly trustProxy: boolean | string
  /** `PATCHBAY_ALLOW_HOSTS`: hosts and CIDRs an operator opens on purpose, comma-separated. */
  readonly allowHosts: string
  /** `PATCHBAY_CONNECTORS`: npm packages with connectors of others. */
  readonly connectors: readonly string[]
  /** `PATCHBAY_DATABASE_POOL`: most database connections of one process. */
  readonly databasePool: number
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
  /** `PATCHBAY_PASSWORD_SIGN_IN`: whether passwords let everybody in, or only owners. */
  readonly passwordSignIn: boolean
  /** `PATCHBAY_REQUIRE_TWO_FACTOR`: whether who signs in with a password needs a second factor. */
  readonly requireTwoFactor: boolean
  /** `PATCHBAY_FEEDS`: whether public feeds (CISA KEV, EPSS, OSV) may be asked for. */
  readonly feeds: boolean
  /** `PATCHBAY_METRICS`: whether `/metrics` is served. */
  readonly metrics: boolean
}

/** What must not appear in a log, kept apart from the rest. */
export interface Secrets {
  /** `DATABASE_URL`; without it the embedded database is used. */
  readonly databaseUrl: string | undefined
  /** `PATCHBAY_SECRET_KEY`. */
  readonly secretKey: string | undefined
  /** `PATCHBAY_ADMIN_EMAIL` with `PATCHBAY_ADMIN_PASSWORD`; first start only. */
  readonly admin: { readonly email: string; readonly password: string } | undefined
  /** `PATCHBAY_BOOTSTRAP_TOKEN`; first start only. */
  readonly bootstrapToken: string | undefined
  /** `HTTPS_PROXY` and `NO_PROXY`; its address may hold a password. */
  readonly proxy: ProxySettings | undefined
  /** `PATCHBAY_RENOVATE`, with an environment that may name a proxy's password. */
  readonly renovate: RenovateProgram | undefined
  /** `PATCHBAY_OIDC_…`; its client secret makes the whole a secret. */
  readonly oidc: OidcConfig | undefined
}

export interface Settings {
  readonly config: Config
  readonly secrets: Secrets
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** Reads the environment. Throws a `ConfigError` that names every variable that is wrong, and never quotes a secret. */
export function readSettings(environment: Environment): Settings {
  return settings(environment, (read) => ({ config: readConfig(read), secrets: readSecrets(read) }))
}

function readConfig(read: Reader): Config {
  return {
    dataFolder: folder(read.text('PATCHBAY_DATA') ?? join(homedir(), '.patchbay')),
    host: read.text('PATCHBAY_HOST') ?? '127.0.0.1',
    port: read.integer('PATCHBAY_PORT', { from: 0, to: 65_535 }) ?? 7282,
    publicUrl: read.url('PATCHBAY_PUBLIC_URL'),
    trustProxy: trustedProxies(read.text('PATCHBAY_TRUST_PROXY')),
    allowHosts: read.text('PATCHBAY_ALLOW_HOSTS') ?? '',
    connectors: (read.text('PATCHBAY_CONNECTORS') ?? '')
      .split(',')
      .flatMap((name) => (name.trim() === '' ? [] : [name.trim()])),
    databasePool: read.integer('PATCHBAY_DATABASE_POOL', { from: 2, to: 200 }) ?? 10,
    logLevel: read.oneOf('PATCHBAY_LOG_LEVEL', levels) ?? 'info',
    passwordSignIn: passwordSignIn(read),
    requireTwoFactor: read.flag('PATCHBAY_REQUIRE_TWO_FACTOR') ?? false,
    feeds: read.flag('PATCHBAY_FEEDS') ?? true,
    metrics: read.flag('PATCHBAY_METRICS') ?? true,
  }
}

function readSecrets(read: Reader): Secrets {
  const email = read.text('PATCHBAY_ADMIN_EMAIL')
  const password = read.text('PATCHBAY_ADMIN_PASSWORD')
  const bootstrapToken = read.text('PATCHBAY_BOOTSTRAP_TOKEN')
  if ((email === undefined) !== (password === undefined)) {
    read.refuse('PATCHBAY_ADMIN_EMAIL', 'goes together with PATCHBAY_ADMIN_PASSWORD; set both or neither')
  }
  if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email)) read.refuse('PATCHBAY_ADMIN_EMAIL', 'is not an e-mail address')
  if (password !== undefined && (password.length < 12 || password.length > 128)) {
    read.refuse('PATCHBAY_ADMIN_PASSWORD', `must have 12 to 128 characters; it has ${password.length}`)
  }
  if (bootstrapToken !== undefined && !/^\S{20,200}$/.test(bootstrapToken)) {
    read.refuse('PATCHBAY_BOOTSTRAP_TOKEN', `must have 20 to 200 characters without spaces; it has ${bootstrapToken.length}`)
  }
  return {
    databaseUrl: read.text('DATABASE_URL'),
    secretKey: read.text('PATCHBAY_SECRET_KEY'),
    admin: email === undefined || password === undefined ? undefined : { email, password },
    bootstrapToken,
    proxy: readProxy(read),
    renovate: readRenovate(read),
    oidc: readOidc(read),
  }
}

/** As other programs read them: both spellings, the small one first. */
function readProxy(read: Reader): ProxySettings | undefined {
  const name = read.text('https_proxy') === undefined ? 'HTTPS_PROXY' : 'https_proxy'
  const url = read.text(name)
  if (url === undefined) return undefined
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    read.refuse(name, 'must be the address of a proxy, like http://proxy.example.com:3128')
  }
  return { url, except: read.text('no_proxy') ?? read.text('NO_PROXY') ?? '' }
}

function passwordSignIn(read: Reader): boolean {
  const allowed = read.flag('PATCHBAY_PASSWORD_SIGN_IN') ?? true
  if (!allowed && read.text('PATCHBAY_OIDC_ISSUER') === undefined) {
    read.refuse('PATCHBAY_PASSWORD_SIGN_IN', 'is off, but without PATCHBAY_OIDC_ISSUER nobody but owners could sign in')
  }
  return allowed
}

function folder(path: string): string {
  return isAbsolute(path) ? path : resolve(path)
}

function trustedProxies(text: string | undefined): boolean | string {
  if (text === undefined || text === 'false') return false
  return text === 'true' ? true : text
}
