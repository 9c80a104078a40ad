import type { Scanner } from '@patchbay/sdk/testing'
import { type ApplicationRow, applicationsOf, toApplication } from './emulator-application.ts'
import { artifactsOf } from './emulator-artifact.ts'
import type { Book } from './emulator-book.ts'

/** What these queries need of the service. */
export interface Inventory {
  readonly scanner: Scanner
  readonly book: Book
  readonly behaviour: { readonly settings: 'listed' | 'left-out' }
  readonly rowsPerPage: number
}

interface ApplicationsInput {
  readonly limit?: number | null
  readonly offset?: number | null
  readonly search?: string | null
  readonly appId?: string | null
  readonly irrelevant?: boolean | null
  readonly applicationFilters?: readonly (string | null)[] | null
  readonly orderBy?: { readonly field?: string | null; readonly direction?: 'ASC' | 'DESC' | null } | null
}

interface ArtifactsInput {
  readonly limit?: number | null
  readonly offset?: number | null
  readonly search?: string | null
}

export function applicationQueries(service: Inventory): object {
  const { scanner, book } = service
  return {
    getApplications: ({ getApplicationsInput: input }: { getApplicationsInput?: ApplicationsInput }) =>
      applications(service, input ?? {}),
    getSingleApplicationInfo: ({
      getSingleApplicationInput: input,
    }: {
      getSingleApplicationInput?: { applicationId: string }
    }) => {
      const row = rowsOf(service).find(({ id }) => id === input?.applicationId)
      return row ? toApplication(row, scanner, book.latest()) : null
    },
    getArtifactsV2: ({ input }: { input?: ArtifactsInput }) => {
      const all = artifactsOf(book).filter(({ id }) => id.includes(input?.search ?? ''))
      const { items, offset } = cut(all, input ?? {}, service.rowsPerPage)
      return { artifacts: items, offset, total: all.length, totalFilteredArtifacts: all.length }
    },
  }
}

function rowsOf({ scanner, behaviour }: Inventory): readonly ApplicationRow[] {
  return applicationsOf(scanner, behaviour.settings === 'listed')
}

function applications(service: Inventory, input: ApplicationsInput): Readonly<Record<string, unknown>> {
  const { scanner, book } = service
  const all = rowsOf(service)
  const wanted = input.applicationFilters ?? ['Relevant']
  const asksIrrelevant = input.irrelevant === true || wanted.includes('Irrelevant')
  const asksRelevant = input.irrelevant !== true && wanted.includes('Relevant')
  const search = input.search?.toLowerCase() ?? ''
  const filtered = all
    .filter(({ isRelevant }) => (isRelevant ? asksRelevant : asksIrrelevant))
    .filter(({ id, name }) => (input.appId ? id === input.appId : name.toLowerCase().includes(search)))
    .sort(compareBy(input.orderBy))
  const { items, offset } = cut(filtered, input, service.rowsPerPage)
  const scan = book.latest()
  return {
    applications: items.map((row) => toApplication(row, scanner, scan)),
    offset,
    total: all.length,
    totalFilteredApps: filtered.length,
    totalIrrelevantApps: all.filter(({ isRelevant }) => !isRelevant).length,
  }
}

/** By business priority, highest first, unless something else is asked for. */
function compareBy(orderBy: ApplicationsInput['orderBy']): (a: ApplicationRow, b: ApplicationRow) => number {
  const sign = orderBy?.direction === 'ASC' ? 1 : -1
  const isByName = /name/i.test(orderBy?.field ?? 'BusinessPriority')
  return (a, b) => {
    const byName = a.name < b.name ? -1 : Number(a.name > b.name)
    return isByName ? sign * byName : sign * (a.priority - b.priority) || byName
  }
}

/** Without a limit everything comes at once. */
function cut<T>(
  rows: readonly T[],
  { limit, offset }: { readonly limit?: number | null; readonly offset?: number | null },
  most: number,
): { readonly items: readonly T[]; readonly offset: number } {
  const start = offset ?? 0
  return { items: rows.slice(start, start + Math.min(limit ?? most, most)), offset: start }
}
