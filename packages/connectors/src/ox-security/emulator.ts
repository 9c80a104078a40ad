import {
  type Answer,
  type Call,
  type Clock,
  createClock,
  createEmulator,
  createScanner,
  type Emulator,
  type Scanner,
  type ScannerControls,
  type Tenant,
} from '@patchbay/sdk/testing'
import { type AccessBehaviour, createAccess, type OxCredentials } from './emulator-access.ts'
import { createBook } from './emulator-book.ts'
import { problem } from './emulator-error.ts'
import { type RefusalStatus, runDocument } from './emulator-graphql.ts'
import { createLimits } from './emulator-limit.ts'
import { type IssueBehaviour, queriesOf } from './emulator-resolvers.ts'
import { oxVantage } from './emulator-seen.ts'

export { seenByOxSecurity } from './emulator-seen.ts'
export type { OxCredentials }

/** Switches for what the public sources leave open or contradict each other on. */
export interface OxSecurityBehaviour extends AccessBehaviour, Mutable<IssueBehaviour> {
  /** Status of the answer to a document that is malformed or asks for unknown fields. */
  refusedDocument: RefusalStatus
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export interface OxSecurityEmulatorOptions {
  readonly tenant: Tenant
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly behaviour?: Partial<OxSecurityBehaviour>
  /** Requests an hour and a day for each key. Default 1,000 and 15,000. */
  readonly limit?: { readonly hour: number; readonly day: number }
  /** Most rows on a page, whatever is asked for. Default: as many as asked for. */
  readonly rowsPerPage?: number
  readonly latency?: number
  readonly gzip?: boolean
  readonly port?: number
}

/** What happens in the vendor's product. Every change comes with a new scan. */
export interface OxSecurityControls extends ScannerControls {
  /** A repository takes a package in another version, which is as vulnerable: other issues take the place of the old ones. */
  upgrade(fullName: string, packageName: string, version: string): void
  /** The vulnerabilities of an issue cannot be told until it is mended: data comes with errors. */
  breakIssue(issueId: string): void
  mendIssue(issueId: string): void
}

/** The OX Security GraphQL API over one tenant. `url` is without the path of the gateway. */
export interface OxSecurityEmulator extends Emulator {
  readonly credentials: OxCredentials
  /** May be changed while it runs. */
  readonly behaviour: OxSecurityBehaviour
  readonly controls: OxSecurityControls
  /** Id of the newest scan. */
  scanId(): string
  /** Leaves the holder of a key that many requests until the hour is over. */
  leave(key: string, remaining: number): void
}

/** The one address of the API. */
export const gatewayPath = '/api/apollo-gateway'

/** Starts the emulator. */
export async function createOxSecurityEmulator(options: OxSecurityEmulatorOptions): Promise<OxSecurityEmulator> {
  const clock = options.clock ?? createClock()
  const behaviour: OxSecurityBehaviour = { ...usualBehaviour, ...options.behaviour }
  const rowsPerPage = options.rowsPerPage ?? Number.MAX_SAFE_INTEGER
  const scanner = createScanner({ tenant: options.tenant, vantage: oxVantage, clock })
  const book = createBook(scanner, clock)
  const broken = new Set<string>()
  const queries = queriesOf({ scanner, book, behaviour, broken, rowsPerPage })
  const access = createAccess(behaviour)
  const { hour, day } = options.limit ?? { hour: 1000, day: 15_000 }
  const limits = createLimits({ hour, day, clock, access })
  // The scan of last night is there before anything is asked or changed.
  book.latest()

  const emulator = await createEmulator({
    routes: [
      {
        method: 'POST',
        pattern: gatewayPath,
        handle: (call) => {
          const isHome = access.organization(call) === 'acme'
          return limits.refuse(call) ?? runDocument(call, isHome ? queries : emptyQueries, behaviour.refusedDocument)
        },
      },
    ],
    words: problem,
    finish: (call, answer) => withLimits(call, answer, limits.headers),
    revoke: access.revoke,
    clock,
    latency: options.latency,
    gzip: options.gzip,
    port: options.port,
  })
  return {
    ...emulator,
    credentials: access.credentials,
    behaviour,
    controls: controlsOf(scanner, broken),
    scanId: () => book.latest().id,
    leave: limits.leave,
  }
}

const usualBehaviour: OxSecurityBehaviour = {
  badKey: 401,
  badKeyBody: 'json',
  cursor: 'absent',
  totals: 'exact',
  settings: 'listed',
  scores: 'text',
  likelihoods: 'fraction',
  refusedDocument: 400,
}

/** An organisation that has connected nothing yet. */
const emptyQueries = {
  getIssues: () => ({ issues: [], totalIssues: 0, totalFilteredIssues: 0, totalResolvedIssues: 0, offset: 0 }),
  getApplications: () => ({ applications: [], offset: 0, total: 0, totalFilteredApps: 0, totalIrrelevantApps: 0 }),
  getRemovedIssues: () => ({ disappearedIssues: [], totalDisappearedIssues: 0, offset: 0 }),
  getArtifactsV2: () => ({ artifacts: [], offset: 0, total: 0 }),
  getIssuesStatuses: () => [],
}

function withLimits(call: Call, answer: Answer, headers: (call: Call) => Record<string, string>): Answer {
  if (answer.status === 401 || answer.status === 403) return answer
  return { ...answer, headers: { ...headers(call), ...answer.headers } }
}

function controlsOf(scanner: Scanner, broken: Set<string>): OxSecurityControls {
  const { fix, fixHeld, reopen, triage, change, add } = scanner
  return {
    fix,
    fixHeld,
    reopen,
    triage,
    change,
    add,
    upgrade: (fullName, packageName, version) => upgrade(scanner, fullName, packageName, version),
    breakIssue: (issueId) => {
      broken.add(issueId)
    },
    mendIssue: (issueId) => {
      broken.delete(issueId)
    },
  }
}

function upgrade(scanner: Scanner, fullName: string, packageName: string, version: string): void {
  const place = scanner.places.find((index) => scanner.tenant.repositories[index]?.fullName === fullName)
  const rows = place === undefined ? [] : [...scanner.held(place)]
  const old = rows.filter(({ finding, fixedAt }) => finding.package?.name === packageName && fixedAt === null)
  if (old.length === 0) throw new RangeError(`"${fullName}" does not use "${packageName}".`)
  for (const { finding } of old) {
    if (!finding.package) continue
    scanner.fix(finding.key)
    const purl = finding.package.purl.replace(/@[^@?#]+(?=$|[?#])/, `@${version}`)
    scanner.add(fullName, { ...finding, key: `${finding.key}@${version}`, package: { ...finding.package, version, purl } })
  }
}
