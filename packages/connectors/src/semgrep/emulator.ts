import {
  type Answer,
  type Call,
  type Clock,
  createBudget,
  createClock,
  createEmulator,
  createScanner,
  type Emulator,
  type ScannerControls,
  type Tenant,
} from '@patchbay/sdk/testing'
import { createAccess, home, type SemgrepCredentials, type SemgrepDeployment, tooMany } from './emulator-access.ts'
import { createBook } from './emulator-book.ts'
import { problem } from './emulator-error.ts'
import { routesOf, type SemgrepBehaviour } from './emulator-routes.ts'
import { semgrepVantage } from './emulator-seen.ts'

export { seenBySemgrep } from './emulator-seen.ts'
export type { SemgrepBehaviour, SemgrepCredentials, SemgrepDeployment }

export interface SemgrepEmulatorOptions {
  readonly tenant: Tenant
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly behaviour?: Partial<SemgrepBehaviour>
  /** Requests a minute for each token, and whether a refusal says how long to wait. Default: no limit, as none is published. */
  readonly limit?: { readonly requests: number; readonly saysWait: boolean }
  /** Most rows on a page, whatever is asked for. Default: as many as asked for. */
  readonly rowsPerPage?: number
  readonly latency?: number
  readonly gzip?: boolean
  readonly port?: number
}

/** What happens in the vendor's product. */
export interface SemgrepControls extends ScannerControls {
  /** An admin removes findings: they are not returned any more. Keys are the tenant's. */
  remove(...keys: readonly string[]): void
  /** A repository is archived: neither its project nor its findings are returned any more. */
  archive(fullName: string): void
}

/** The Semgrep AppSec Platform API, version 1, over one tenant. */
export interface SemgrepEmulator extends Emulator {
  readonly credentials: SemgrepCredentials
  readonly deployment: SemgrepDeployment
  /** May be changed while it runs. */
  readonly behaviour: SemgrepBehaviour
  readonly controls: SemgrepControls
}

/** Starts the emulator. */
export async function createSemgrepEmulator(options: SemgrepEmulatorOptions): Promise<SemgrepEmulator> {
  const clock = options.clock ?? createClock()
  const behaviour: SemgrepBehaviour = {
    times: 'iso',
    usage: 'specified',
    secretsEnd: 'no-cursor',
    secrets: 'enabled',
    supplyChain: 'enabled',
    ...options.behaviour,
  }
  const scanner = createScanner({ tenant: options.tenant, vantage: semgrepVantage, clock })
  const book = createBook(scanner)
  const access = createAccess()
  const { limit } = options
  const budget = limit && createBudget({ limit: limit.requests, seconds: 60, clock })

  function gate(call: Call): Answer | undefined {
    const state = budget?.take(access.nameOf(call))
    if (!state || state.allowed) return undefined
    return tooMany(limit?.saysWait ? Math.ceil((state.resetsAt.getTime() - call.now.getTime()) / 1000) : null)
  }

  const rowsPerPage = options.rowsPerPage ?? Number.MAX_SAFE_INTEGER
  const emulator = await createEmulator({
    routes: routesOf({ access, scanner, book, behaviour, rowsPerPage }),
    words: problem,
    gate,
    revoke: access.revoke,
    clock,
    latency: options.latency,
    gzip: options.gzip,
    port: options.port,
  })
  const { fix, fixHeld, reopen, triage, change, add, tenant } = scanner

  function archive(fullName: string): void {
    const place = book.places().find((index) => tenant.repositories[index]?.fullName === fullName)
    if (place === undefined) throw new RangeError(`There is no project "${fullName}".`)
    book.archive(place)
  }

  return {
    ...emulator,
    credentials: access.credentials,
    deployment: home,
    behaviour,
    controls: { fix, fixHeld, reopen, triage, change, add, remove: book.remove, archive },
  }
}
