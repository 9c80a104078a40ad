import {
  type Answer,
  type Call,
  type Clock,
  createClock,
  createEmulator,
  createScanner,
  deriveUuid,
  EarlyAnswer,
  type Emulator,
  type ScannerControls,
  type Tenant,
} from '@patchbay/sdk/testing'
import { createAccess, type SnykCredentials } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { buildEstate, type SnykEstate, type SnykOrganization } from './emulator-estate.ts'
import { createLimits } from './emulator-limit.ts'
import { routesOf } from './emulator-routes.ts'
import { snykVantage } from './emulator-seen.ts'
import type { SnykBehaviour } from './emulator-service.ts'

export { seenBySnyk } from './emulator-seen.ts'
export type { SnykBehaviour, SnykCredentials, SnykOrganization }

export interface SnykEmulatorOptions {
  readonly tenant: Tenant
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly behaviour?: Partial<SnykBehaviour>
  /** Requests a minute for each token. Default 1,620. */
  readonly limit?: number
  /** Most rows on a page, whatever is asked for. Default: as many as asked for. */
  readonly rowsPerPage?: number
  readonly latency?: number
  readonly gzip?: boolean
  readonly port?: number
}

/** What happens in the vendor's product. */
export interface SnykControls extends ScannerControls {
  /** Stops testing a project: it stays listed as inactive and its issues vanish. Takes the project's id. */
  deactivate(project: string): void
  /** Deletes a project with its issues. */
  remove(project: string): void
}

/** The Snyk REST API over one tenant. `url` is without `/rest`. */
export interface SnykEmulator extends Emulator {
  readonly credentials: SnykCredentials
  readonly groupId: string
  /** The group's organisations, the one with the most repositories first. */
  readonly organizations: readonly SnykOrganization[]
  /** May be changed while it runs. */
  readonly behaviour: SnykBehaviour
  readonly controls: SnykControls
  /** Ids of the projects of a repository or image, given by the target's display name. */
  projectsOf(displayName: string): readonly string[]
  /** Leaves the holder of a token that many requests until the minute is over. */
  leave(token: string, remaining: number): void
}

/** Starts the emulator. */
export async function createSnykEmulator(options: SnykEmulatorOptions): Promise<SnykEmulator> {
  const clock = options.clock ?? createClock()
  const behaviour: SnykBehaviour = {
    links: 'prefixed',
    lastPage: 'absent',
    counts: 'exact',
    renamedTargets: 'followed',
    retention: 90,
    ...options.behaviour,
  }
  const scanner = createScanner({ tenant: options.tenant, vantage: snykVantage, clock })
  const estate = buildEstate({
    scanner,
    clock,
    keepsOldNames: () => behaviour.renamedTargets === 'kept',
    retention: () => behaviour.retention,
  })
  const access = createAccess(estate)
  const limits = createLimits({ limit: options.limit ?? 1620, clock, access })

  const emulator = await createEmulator({
    routes: routesOf({ estate, access, behaviour, rowsPerPage: options.rowsPerPage ?? Number.POSITIVE_INFINITY }),
    words: problem,
    gate: (call) => gate(call, limits.refuse),
    finish,
    revoke: access.revoke,
    clock,
    latency: options.latency,
    gzip: options.gzip,
    port: options.port,
  })
  const { fix, fixHeld, reopen, triage, change, add } = scanner
  return {
    ...emulator,
    credentials: access.credentials,
    groupId: estate.groupId,
    organizations: estate.organizations,
    behaviour,
    controls: { fix, fixHeld, reopen, triage, change, add, deactivate: estate.deactivate, remove: estate.remove },
    projectsOf: (displayName) => projectsOf(estate, displayName),
    leave: limits.leave,
  }
}

function gate(call: Call, refuse: (call: Call) => Answer | undefined): Answer | undefined {
  try {
    return refuse(call) ?? refuseVersion(call)
  } catch (error) {
    if (error instanceof EarlyAnswer) return error.answer
    throw error
  }
}

const versionForm = /^\d{4}-\d{2}-\d{2}(~(beta|experimental))?$/

/** Every call names the version it wants; a date resolves to the newest version on or before it. */
function refuseVersion(call: Call): Answer | undefined {
  const version = call.query.get('version')
  if (version === null) return problem(400, "Query parameter 'version' is required", 'version')
  if (!versionForm.test(version)) return problem(400, `"${version}" is not a version`, 'version')
  return version >= '2021-06-04' ? undefined : problem(404, `There is no version ${version} of this endpoint`)
}

function finish(call: Call, answer: Answer): Answer {
  const requested = call.query.get('version')
  const headers = {
    'snyk-request-id': deriveUuid('snyk-request', String(call.now.getTime()), call.path, call.query.toString()),
    ...(requested !== null && {
      'snyk-version-requested': requested,
      'snyk-version-served': requested < '2024-10-15' ? requested : '2024-10-15',
      'snyk-version-lifecycle-stage': 'ga',
    }),
  }
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

function projectsOf(estate: SnykEstate, displayName: string): readonly string[] {
  return estate
    .places()
    .flatMap((place) => estate.share(place).projects)
    .filter(({ target }) => target.displayName === displayName)
    .map(({ id }) => id)
}
