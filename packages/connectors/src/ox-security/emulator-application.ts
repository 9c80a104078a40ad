import { parseCloneUrl, type Scanner, type TenantRepository } from '@patchbay/sdk/testing'
import type { Scan } from './emulator-book.ts'
import { applicationId } from './emulator-kind.ts'
import { severities } from './emulator-severity.ts'

type Json = Readonly<Record<string, unknown>>

/** One application as lists sort and filter it. */
export interface ApplicationRow {
  readonly id: string
  readonly name: string
  readonly isRelevant: boolean
  readonly priority: number
  /** Index of its repository in the tenant; `null` for the settings of an organisation, which have none. */
  readonly place: number | null
}

/** Every repository the vendor was pointed at is an application, archived ones an irrelevant one; so are organisations' settings. */
export function applicationsOf(scanner: Scanner, withSettings: boolean): readonly ApplicationRow[] {
  const rows = [...scanner.tenant.repositories.entries()].flatMap(([place, repository]): ApplicationRow[] => {
    if (repository.knownTo === 'host' || repository.cloneUrl === null) return []
    return [{ ...identity(repository), place, isRelevant: !repository.archived, priority: priorityOf(repository) }]
  })
  if (!withSettings) return rows
  const owners = new Set(
    scanner.tenant.repositories.filter(isOnGitHub).map(({ fullName }) => fullName.split('/')[0] ?? fullName),
  )
  const settings = [...owners].map((owner) => `*GitHub-Settings (${owner})`)
  return [...rows, ...settings.map((name) => ({ id: name, name, isRelevant: true, priority: 0, place: null }))]
}

function identity(repository: TenantRepository): { readonly id: string; readonly name: string } {
  return { id: applicationId(repository), name: repository.fullName }
}

function isOnGitHub({ cloneUrl }: TenantRepository): boolean {
  return cloneUrl !== null && parseCloneUrl(cloneUrl)?.host === 'github.com'
}

/** From 20 to 99, by nothing in particular. */
function priorityOf({ id }: TenantRepository): number {
  return 20 + (id % 80)
}

/** The short form that issues carry. */
export function appInfo(repository: TenantRepository): Json {
  const [organization = '', ...rest] = repository.fullName.split('/')
  return {
    id: applicationId(repository),
    name: repository.fullName,
    type: isOnGitHub(repository) ? 'GitHub' : 'Git',
    repoName: rest.join('/'),
    organization,
    repoId: applicationId(repository),
    originBranchName: repository.defaultBranch,
    branch: repository.defaultBranch,
    businessPriority: priorityOf(repository),
    fakeApp: false,
    publicVisibility: repository.visibility === 'public',
    owners: [],
  }
}

/** The long form of the list of applications. */
export function toApplication(row: ApplicationRow, scanner: Scanner, scan: Scan): Json {
  const repository = row.place === null ? undefined : scanner.tenant.repositories[row.place]
  const shared = { appId: row.id, appName: row.name, businessPriority: row.priority, relevant: row.isRelevant, scanId: scan.id }
  if (!repository) return { ...shared, type: 'GitHub', link: null, repoName: null, tags: [], languages: [], appOwners: [] }
  const { repoName, organization, type, publicVisibility } = appInfo(repository)
  const link = repository.cloneUrl?.replace(/\.git$/, '') ?? null
  return {
    ...shared,
    repoName,
    organization,
    type,
    publicVisibility,
    link,
    appType: 'Repository',
    branch: repository.defaultBranch,
    branchLink: `${link}/tree/${repository.defaultBranch}`,
    branchesToScan: [repository.defaultBranch],
    headSha: repository.commit,
    fakeApp: false,
    isMonoRepoChild: false,
    monoRepoParent: null,
    deployedProd: false,
    irrelevantReasons: repository.archived ? ['Archived'] : [],
    languages: [],
    appOwners: [],
    tags: repository.topics.map((topic) => ({ tagId: `ox_tag_${topic}`, name: topic, displayName: topic })),
    lastCodeChange: scan.at.toISOString(),
    scannedAt: scan.at.toISOString(),
    lastFullScanDate: scan.at.toISOString(),
    lastFullScanId: scan.id,
    createdAtOx: '2025-03-04T09:00:00.000Z',
    issues: () => scan.active.filter(({ place }) => place === row.place).length,
    issuesBySeverity: () => bySeverity(scan, row.place),
  }
}

function bySeverity({ active }: Scan, place: number | null): Json {
  const counted = (word: string) =>
    active.filter((entry) => entry.place === place && severities[entry.severity] === word).length
  return {
    info: counted('Info'),
    low: counted('Low'),
    medium: counted('Medium'),
    high: counted('High'),
    critical: counted('Critical'),
    appox: counted('Appoxalypse'),
  }
}
