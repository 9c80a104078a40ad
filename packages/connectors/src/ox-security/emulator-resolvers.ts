import type { Scanner } from '@patchbay/sdk/testing'
import { applicationQueries } from './emulator-application-queries.ts'
import type { Book, Entry, Scan } from './emulator-book.ts'
import { type IssueQuery, offeredFilters } from './emulator-filter.ts'
import { type IssueSource, toIssue } from './emulator-issue.ts'
import { categories } from './emulator-kind.ts'
import { type Listing, listIssues, type Paging } from './emulator-list.ts'
import type { NumberSpelling } from './emulator-vulnerability.ts'

/** Switches for what the public sources leave open or contradict each other on. */
export interface IssueBehaviour extends NumberSpelling {
  /** Whether lists carry a cursor besides offsets. */
  cursor: 'absent' | 'given'
  /** Whether totals count what the pages hold. */
  totals: 'exact' | 'larger' | 'smaller'
  /** Whether the settings of organisations are listed as applications of their own. */
  settings: 'listed' | 'left-out'
}

export interface Service {
  readonly scanner: Scanner
  readonly book: Book
  readonly behaviour: IssueBehaviour
  /** Ids of issues whose vulnerabilities cannot be told at the moment. */
  readonly broken: ReadonlySet<string>
  /** Most rows on a page, whatever is asked for. */
  readonly rowsPerPage: number
}

interface IssuesInput extends IssueQuery, Paging {
  readonly scanID?: string | null
  readonly limitAggItems?: number | null
  readonly offsetAggItems?: number | null
}

/** One function for each query, as the executor calls them. */
export function queriesOf(service: Service): object {
  const { book } = service
  return {
    getIssues: ({ getIssuesInput: input }: { getIssuesInput?: IssuesInput }) => issues(service, input ?? { limit: 50 }),
    getRemovedIssues: ({ getRemovedIssuesInput: input }: { getRemovedIssuesInput?: IssuesInput }) =>
      removedIssues(service, input ?? { limit: 50 }),
    getSingleIssueInfo: ({ getSingleIssueInput: input }: { getSingleIssueInput?: { issueId: string; scanId?: string } }) => {
      const scan = book.scan(input?.scanId)
      const entry = scan?.active.find(({ id }) => id === input?.issueId)
      return scan && entry ? toIssue(sourceOf(service, scan, entry)) : null
    },
    getIssuesStatuses: ({ getIssuesStatusesInput: input }: { getIssuesStatusesInput?: { issueIds: readonly string[] } }) => {
      const scan = book.latest()
      const active = new Set(scan.active.map(({ id }) => id))
      return (input?.issueIds ?? []).map((issueId) => ({ issueId, status: statusOf(scan, active, issueId) }))
    },
    getIssuesConditionalFiltersLazy: ({
      getIssuesConditionalFiltersInput: input,
    }: {
      getIssuesConditionalFiltersInput?: IssuesInput
    }) => {
      const { scan, listing } = active(service, { ...(input ?? {}), limit: 0 })
      const filters = offeredFilters(book, listing.all)
      return { total: scan.active.length, totalFiltered: listing.all.length, filters }
    },
    ...applicationQueries(service),
  }
}

function statusOf(scan: Scan, active: ReadonlySet<string>, id: string): 'Active' | 'Resolved' | null {
  if (active.has(id)) return 'Active'
  return scan.resolved.has(id) ? 'Resolved' : null
}

function active(service: Service, input: IssuesInput): { readonly scan: Scan; readonly listing: Listing } {
  const { book, rowsPerPage } = service
  const scan = book.scan(input.scanID) ?? { id: '', at: book.latest().at, active: [], excluded: [], resolved: new Set() }
  return { scan, listing: listIssues({ book, scan, entries: scan.active, rowsPerPage }, input, input) }
}

function issues(service: Service, input: IssuesInput): Readonly<Record<string, unknown>> {
  const { scan, listing } = active(service, input)
  return {
    issues: listing.items.map((entry) => toIssue(sourceOf(service, scan, entry, input))),
    totalIssues: total(service, scan.active.length),
    totalFilteredIssues: total(service, listing.all.length),
    totalResolvedIssues: scan.resolved.size,
    offset: listing.offset,
    topOffset: 0,
    selectedPosition: null,
    cursorValue: service.behaviour.cursor === 'given' ? listing.cursorValue : null,
  }
}

/** Early access: code, secrets and posture only, never packages or images. */
const removable: readonly string[] = [categories.code, categories.secret, categories.posture].map(({ name }) => name)

function removedIssues(service: Service, input: IssuesInput): Readonly<Record<string, unknown>> {
  const { book, rowsPerPage } = service
  const scan = book.scan(input.scanID) ?? book.latest()
  const entries = scan.excluded.filter(({ category }) => removable.includes(category.name))
  const listing = listIssues({ book, scan, entries, rowsPerPage }, input, input)
  const gone = { excludedByAlert: true, disappearedReason: 'Excluded', disappearedDate: scan.at.getTime() }
  return {
    disappearedIssues: listing.items.map((entry) => ({ ...toIssue(sourceOf(service, scan, entry, input)), ...gone })),
    totalDisappearedIssues: entries.length,
    totalFilteredDisappearedIssues: listing.all.length,
    totalResolvedIssues: scan.resolved.size,
    totalActiveIssues: scan.active.length,
    offset: listing.offset,
    cursorValue: listing.cursorValue,
  }
}

function total({ behaviour }: Service, exact: number): number {
  const drift = 1 + Math.floor(exact / 20)
  if (behaviour.totals === 'exact') return exact
  return behaviour.totals === 'larger' ? exact + drift : Math.max(0, exact - drift)
}

function sourceOf(service: Service, scan: Scan, entry: Entry, input?: IssuesInput): IssueSource {
  const { book, behaviour, broken } = service
  return {
    entry,
    scan,
    members: book.read(entry),
    repository: book.repositoryOf(entry),
    spelling: behaviour,
    isBroken: broken.has(entry.id),
    occurrences: { offset: input?.offsetAggItems ?? 0, limit: input?.limitAggItems ?? Number.MAX_SAFE_INTEGER },
  }
}
