import { type Clock, deriveUuid, type Held, type Scanner, type TenantRepository } from '@patchbay/sdk/testing'
import { type Category, type IssueName, issueOf, type Policy } from './emulator-kind.ts'
import { isExcluded } from './emulator-seen.ts'
import { prioritised, rank, worst } from './emulator-severity.ts'

/** One issue as one scan left it. Small: what it says is worked out when somebody selects it. */
export interface Entry {
  readonly id: string
  readonly place: number
  readonly category: Category
  readonly policy: Policy
  /** Indexes of the findings in it, in the scanner's memory of that repository. */
  readonly members: readonly number[]
  /** Since when it is as it is: its latest vulnerability's first detection, milliseconds since the epoch. */
  readonly createdAt: number
  /** Of the worst member; 0 is mildest. */
  readonly severity: number
}

/** What one scan found. */
export interface Scan {
  readonly id: string
  readonly at: Date
  readonly active: readonly Entry[]
  /** People excluded everything in them. */
  readonly excluded: readonly Entry[]
  /** Ids of issues with nothing left in them. */
  readonly resolved: ReadonlySet<string>
}

/** Scans of one tenant, the newest few. Every change to what the scanner holds comes with a new one. */
export interface Book {
  latest(): Scan
  /** `undefined` for a scan that is not kept. */
  scan(id: string | null | undefined): Scan | undefined
  read(entry: Entry): readonly Held[]
  repositoryOf(entry: Entry): TenantRepository
}

const keptScans = 3

export function createBook(scanner: Scanner, clock: Clock): Book {
  let version: number | undefined
  const scans: Scan[] = []

  function latest(): Scan {
    const [newest] = scans
    if (newest && version === scanner.version) return newest
    const at = newest ? clock.now() : lastNight(clock.now())
    const id = deriveUuid('ox-scan', at.toISOString(), String(scanner.version))
    const scan = { id, at, ...gather(scanner) }
    version = scanner.version
    scans.unshift(scan)
    scans.splice(keptScans)
    return scan
  }

  function repositoryOf({ place }: Entry): TenantRepository {
    const repository = scanner.tenant.repositories[place]
    if (!repository) throw new RangeError(`There is no repository ${place}.`)
    return repository
  }

  return {
    latest,
    repositoryOf,
    scan: (id) => {
      const newest = latest()
      return id === null || id === undefined || id === '' ? newest : scans.find((scan) => scan.id === id)
    },
    read: (entry) => entry.members.flatMap((index) => scanner.get(entry.place, index) ?? []),
  }
}

/** Scans run every night at two, UTC. */
function lastNight(now: Date): Date {
  const tonight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 2)
  return new Date(tonight > now.getTime() ? tonight - 86_400_000 : tonight)
}

interface Group {
  readonly name: IssueName
  createdAt: number
  /** Left to see, excluded and fixed members. */
  readonly left: Held[]
  readonly excluded: Held[]
}

function gather(scanner: Scanner): Pick<Scan, 'active' | 'excluded' | 'resolved'> {
  const active: Entry[] = []
  const excluded: Entry[] = []
  const resolved = new Set<string>()
  for (const place of scanner.places) {
    for (const group of groupsOf(scanner, place)) {
      if (group.left.length > 0) active.push(toEntry(place, group, group.left))
      else if (group.excluded.length > 0) excluded.push(toEntry(place, group, group.excluded))
      else resolved.add(group.name.id)
    }
  }
  return { active, excluded, resolved }
}

function groupsOf(scanner: Scanner, place: number): Iterable<Group> {
  const groups = new Map<string, Group>()
  const repository = scanner.tenant.repositories[place]
  if (!repository) return []
  for (const held of scanner.held(place)) {
    const name = issueOf(repository, held.finding)
    const detected = Date.parse(held.detectedAt)
    const group = groups.get(name.id) ?? { name, createdAt: detected, left: [], excluded: [] }
    groups.set(name.id, group)
    group.createdAt = Math.max(group.createdAt, detected)
    if (held.fixedAt !== null) continue
    if (isExcluded(held.triage)) group.excluded.push(held)
    else group.left.push(held)
  }
  return groups.values()
}

function toEntry(place: number, { name, createdAt }: Group, members: readonly Held[]): Entry {
  const severity = rank(worst(members.map(({ finding }) => prioritised(finding))))
  return { ...name, place, createdAt, severity, members: members.map(({ index }) => index) }
}
