import { deriveNumber, type Held, type Scanner, type TenantFinding, type TenantRepository } from '@patchbay/sdk/testing'

export type IssueType = 'sast' | 'sca' | 'secrets'

/** One finding on one ref: what the API lists. Found again in the scanner's memory by place and index. */
export interface Entry {
  readonly id: number
  readonly place: number
  readonly index: number
  /** `refs/heads/main`, `refs/pull/12/merge`. */
  readonly ref: string
  /** On the primary branch, where every finding is; the vendor's own view shows this one of all refs. */
  readonly isPrimary: boolean
  /** When it (re)appeared, milliseconds since the epoch. */
  readonly relevant: number
}

/** Everything listed, worked out again after every change. Entries are small; findings are read when they are shown. */
export interface Book {
  /** By (re)appearance, newest first. */
  list(type: IssueType): readonly Entry[]
  read(entry: Entry): Held
  /** Lists that pass a filter, kept for the pages that follow. */
  filtered(type: IssueType, name: string, keeps: (entry: Entry, row: Held) => boolean): readonly Entry[]
  /** Takes findings off every list, as an admin does who removes them. Keys are the tenant's. */
  remove(...keys: readonly string[]): void
  /** Places of the projects that are listed. */
  places(): readonly number[]
  /** Takes a project off the list, and its findings off theirs, as happens to an archived one. */
  archive(place: number): void
}

export function createBook(scanner: Scanner): Book {
  const removed = new Set<string>()
  const archived = new Set<number>()
  let known: { readonly version: string; readonly lists: Record<IssueType, Entry[]> } | undefined
  let last: { readonly name: string; readonly entries: readonly Entry[] } | undefined

  const version = () => `${scanner.version} ${removed.size} ${archived.size}`
  const places = () => scanner.places.filter((place) => !archived.has(place))

  function list(type: IssueType): readonly Entry[] {
    if (known?.version !== version()) {
      known = { version: version(), lists: gather(scanner, places(), removed) }
      last = undefined
    }
    return known.lists[type]
  }

  function read({ place, index }: Entry): Held {
    const row = scanner.get(place, index)
    if (!row) throw new RangeError(`There is no finding ${index} in repository ${place}.`)
    return row
  }

  return {
    list,
    read,
    filtered: (type, name, keeps) => {
      const all = list(type)
      if (last?.name !== name) last = { name, entries: all.filter((entry) => keeps(entry, read(entry))) }
      return last.entries
    },
    remove: (...keys) => {
      for (const key of keys) removed.add(key)
    },
    places,
    archive: (place) => {
      archived.add(place)
    },
  }
}

export function issueTypeOf({ kind }: TenantFinding): IssueType {
  if (kind === 'secret') return 'secrets'
  return kind === 'code' || kind === 'infrastructure' ? 'sast' : 'sca'
}

/** The project's name and the base of its links; `null` for what was scanned without source control. */
export function webUrlOf({ cloneUrl }: TenantRepository): string | null {
  return cloneUrl === null ? null : cloneUrl.replace(/\.git$/, '')
}

function gather(scanner: Scanner, places: readonly number[], removed: ReadonlySet<string>): Record<IssueType, Entry[]> {
  const lists: Record<IssueType, Entry[]> = { sast: [], sca: [], secrets: [] }
  for (const place of places) {
    const repository = scanner.tenant.repositories[place]
    if (!repository) continue
    const rows = [...scanner.held(place)].filter(({ finding }) => !removed.has(finding.key))
    for (const [nth, row] of rows.entries()) {
      for (const entry of entriesOf(repository, { place, nth, count: rows.length }, row)) {
        lists[issueTypeOf(row.finding)].push(entry)
      }
    }
  }
  for (const entries of Object.values(lists)) entries.sort((a, b) => b.relevant - a.relevant || a.id - b.id)
  return lists
}

/** The default branch has everything, other watched branches most of it, a pull request the newest two. */
function entriesOf(
  repository: TenantRepository,
  at: { readonly place: number; readonly nth: number; readonly count: number },
  row: Held,
): readonly Entry[] {
  const branches = at.nth % 3 === 2 ? [] : repository.branches
  const pulls = repository.branches.length > 0 && at.nth >= at.count - 2 ? ['refs/pull/1/merge'] : []
  const refs = [...[repository.defaultBranch, ...branches].map((name) => `refs/heads/${name}`), ...pulls]
  return refs.map((ref, position) => ({
    id: deriveNumber({ from: 1_000_000, below: 2 ** 48 }, 'semgrep', row.finding.key, ref),
    place: at.place,
    index: row.index,
    ref,
    isPrimary: position === 0,
    relevant: Date.parse(row.reappearedAt ?? row.detectedAt),
  }))
}
