import type { Clock } from './clock.ts'
import { isSynthetic } from './synthetic-tenant.ts'
import type { Tenant, TenantFinding } from './tenant.ts'
import { covers, type Seen, see, type Vantage } from './vantage.ts'

/** A finding a scanner holds, fixed ones too, with what happened to it since. */
export interface Held extends Seen {
  /** Its place among everything on the repository, seen or not; never changes. */
  readonly index: number
  /** Last change of any sort. */
  readonly updatedAt: string
  readonly fixedAt: string | null
  /** When it was seen again after it had been fixed. */
  readonly reappearedAt: string | null
  /** What people decided about it in the scanner. */
  readonly triage: { readonly reason: string; readonly at: string } | null
}

/** What happens in a vendor's product while a connection to it lives. Keys are the tenant's; one the scanner does not hold throws. */
export interface ScannerControls {
  /** The next scan does not see them any more. */
  fix(...keys: readonly string[]): void
  /** The same for those it holds: a change of the code mends what other scanners see as well. */
  fixHeld(keys: readonly string[]): void
  /** A later scan sees them again. */
  reopen(...keys: readonly string[]): void
  /** Somebody decides; `null` takes the decision back. */
  triage(key: string, reason: string | null): void
  /** A scan comes to other results about the same problem, such as another severity. */
  change(key: string, changes: Partial<Omit<TenantFinding, 'key'>>): void
  /** A scan finds something new, now. The repository is given by `owner/name`. */
  add(fullName: string, finding: TenantFinding): void
}

/** One scanner with a memory over one tenant. Large tenants stay unheld: everything is worked out when it is read. */
export interface Scanner extends ScannerControls {
  readonly tenant: Tenant
  /** Indexes of the repositories it is pointed at. */
  readonly places: readonly number[]
  /** Moves with every change, the tenant's own rounds included. */
  readonly version: number
  /** Everything held on the repository at that index, in the order it was found. */
  held(place: number): Generator<Held>
  /** One row of it by its own index; `undefined` for what was never seen. */
  get(place: number, index: number): Held | undefined
}

interface Change {
  readonly at: string
  readonly fixedAt?: string | null
  readonly reappearedAt?: string
  readonly triage?: Held['triage']
  readonly finding?: Partial<TenantFinding>
}

export function createScanner(options: { readonly tenant: Tenant; readonly vantage: Vantage; readonly clock: Clock }): Scanner {
  const { tenant, vantage, clock } = options
  const places = [...tenant.repositories.keys()].filter((place) => isCovered(tenant, vantage, place))
  const covered = new Set(places)
  const changes = new Map<string, Change>()
  const added = new Map<number, Seen[]>()
  let version = 0

  function get(place: number, index: number): Held | undefined {
    const repository = tenant.repositories[place]
    if (!repository || !covered.has(place)) return undefined
    const { start, end } = tenant.span(place)
    const seen =
      start + index < end ? see(vantage, repository, tenant.at(start + index)) : added.get(place)?.[start + index - end]
    return seen && hold(seen, index, changes.get(seen.finding.key))
  }

  function* held(place: number): Generator<Held> {
    const { start, end } = tenant.span(place)
    const size = end - start + (added.get(place)?.length ?? 0)
    for (let index = 0; index < size; index += 1) {
      const row = get(place, index)
      if (row) yield row
    }
  }

  function isHeld(key: string): boolean {
    return changes.has(key) || places.some((place) => held(place).some(({ finding }) => finding.key === key))
  }

  function fix(keys: readonly string[]): void {
    for (const key of keys) note(key, { fixedAt: clock.now().toISOString() })
  }

  function note(key: string, change: Omit<Change, 'at'>): void {
    if (!isHeld(key)) throw new RangeError(`${vantage.scanner} holds no finding "${key}".`)
    changes.set(key, { ...changes.get(key), ...change, at: clock.now().toISOString() })
    version += 1
  }

  return {
    tenant,
    places,
    get version() {
      return version + (isSynthetic(tenant) ? tenant.rounds.length : 0)
    },
    held,
    get,
    fix: (...keys) => fix(keys),
    fixHeld: (keys) => fix(keys.filter(isHeld)),
    reopen: (...keys) => {
      for (const key of keys) note(key, { fixedAt: null, reappearedAt: clock.now().toISOString() })
    },
    triage: (key, reason) => note(key, { triage: reason === null ? null : { reason, at: clock.now().toISOString() } }),
    change: (key, finding) => note(key, { finding: { ...changes.get(key)?.finding, ...finding } }),
    add: (fullName, finding) => {
      const place = places.find((index) => tenant.repositories[index]?.fullName === fullName)
      const repository = place === undefined ? undefined : tenant.repositories[place]
      if (place === undefined || !repository) throw new RangeError(`${vantage.scanner} covers no repository "${fullName}".`)
      const seen = { repository, finding, detectedAt: clock.now().toISOString() }
      added.set(place, [...(added.get(place) ?? []), seen])
      version += 1
    },
  }
}

function isCovered(tenant: Tenant, vantage: Vantage, place: number): boolean {
  const repository = tenant.repositories[place]
  return repository !== undefined && covers(vantage, repository)
}

function hold(seen: Seen, index: number, change: Change | undefined): Held {
  const finding = change?.finding ? { ...seen.finding, ...change.finding } : seen.finding
  const decided = seen.finding.triage && { reason: seen.finding.triage.reason, at: seen.detectedAt }
  // A change of the advisory reaches everything it was found in.
  const moments = [seen.detectedAt, finding.advisory?.modified ?? '', change?.at ?? '']
  return {
    ...seen,
    index,
    finding,
    fixedAt: change?.fixedAt ?? null,
    reappearedAt: change?.reappearedAt ?? null,
    triage: change?.triage === undefined ? decided : change.triage,
    updatedAt: moments.sort().at(-1) ?? seen.detectedAt,
  }
}
