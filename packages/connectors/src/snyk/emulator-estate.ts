import { type Clock, deriveUuid, type Held, type Scanner, type TenantRepository } from '@patchbay/sdk/testing'
import { projectOf, repositoryTarget, type SnykProject, type SnykTarget } from './emulator-project.ts'
import { issueKey } from './emulator-vulnerability.ts'

export interface SnykOrganization {
  readonly id: string
  readonly name: string
  readonly slug: string
}

/** One problem in one project, with every version of the package that has it there. */
export interface SnykIssue {
  readonly id: string
  readonly key: string
  readonly project: SnykProject
  readonly held: readonly [Held, ...Held[]]
}

/** Everything of one repository: its target, what is scanned of it, and the issues in the order they were found. */
export interface Share {
  readonly target: SnykTarget
  readonly projects: readonly SnykProject[]
  readonly issues: readonly SnykIssue[]
}

/** One group with an organisation for each owner of repositories. */
export interface SnykEstate {
  readonly groupId: string
  readonly organizations: readonly SnykOrganization[]
  /** Another customer's. */
  readonly foreign: SnykOrganization
  /** Indexes of the repositories an organisation has imported; of all organisations of the group without an id. */
  places(organization?: string): readonly number[]
  share(place: number): Share
  /** Whether a project is still there; deleted and deactivated ones show no issues. */
  isActive(project: SnykProject): boolean
  isDeleted(project: SnykProject): boolean
  isListed(issue: SnykIssue): boolean
  deactivate(project: string): void
  remove(project: string): void
}

export interface EstateOptions {
  readonly scanner: Scanner
  readonly clock: Clock
  /** Whether targets imported before a rename still carry the repository's old name. */
  readonly keepsOldNames: () => boolean
  /** Days a resolved issue stays listed. */
  readonly retention: () => number
}

/** Shares kept at hand; readers go through repositories one after the other. */
const kept = 256

export function buildEstate(options: EstateOptions): SnykEstate {
  const { scanner, clock } = options
  const groupId = deriveUuid('snyk-group', 'acme')
  const { organizations, placesById } = divide(scanner)
  const shares = new Map<number, { readonly version: string; readonly share: Share }>()
  const inactive = new Set<string>()
  const deleted = new Set<string>()

  function share(place: number): Share {
    const version = `${scanner.version} ${options.keepsOldNames()}`
    const known = shares.get(place)
    if (known?.version === version) return known.share
    const repository = scanner.tenant.repositories[place]
    if (!repository) throw new RangeError(`There is no repository ${place}.`)
    const organization = organizations.find(({ id }) => placesById.get(id)?.includes(place))?.id ?? ''
    const name = options.keepsOldNames() ? (repository.formerNames.at(-1) ?? repository.fullName) : repository.fullName
    const made = gather(repository, scanner.held(place), repositoryTarget(repository, organization, name))
    if (shares.size >= kept) shares.clear()
    shares.set(place, { version, share: made })
    return made
  }

  return {
    groupId,
    organizations,
    foreign: { id: deriveUuid('snyk-organization', 'globex'), name: 'Globex', slug: 'globex' },
    places: (organization) => (organization === undefined ? scanner.places : (placesById.get(organization) ?? [])),
    share,
    isActive: ({ id }) => !inactive.has(id) && !deleted.has(id),
    isDeleted: ({ id }) => deleted.has(id),
    isListed: ({ held, project }) => {
      if (inactive.has(project.id) || deleted.has(project.id)) return false
      const resolved = resolvedAt(held)
      return resolved === null || clock.now().getTime() - Date.parse(resolved) < options.retention() * 86_400_000
    },
    deactivate: (project) => {
      inactive.add(project)
    },
    remove: (project) => {
      deleted.add(project)
    },
  }
}

/** The moment the last occurrence went away; `null` while one is left. */
export function resolvedAt(held: SnykIssue['held']): string | null {
  if (held.some(({ fixedAt }) => fixedAt === null)) return null
  return (
    held
      .map(({ fixedAt }) => fixedAt ?? '')
      .sort()
      .at(-1) ?? null
  )
}

/** An organisation for each owner; what is not on github.com was monitored from the command line into the largest one. */
function divide(scanner: Scanner) {
  const { tenant, places } = scanner
  const byOwner = new Map<string, number[]>()
  const loose: number[] = []
  for (const place of places) {
    const repository = tenant.repositories[place]
    if (!repository?.cloneUrl?.startsWith('https://github.com/')) loose.push(place)
    else push(byOwner, ownerOf(repository), place)
  }
  if (byOwner.size === 0) byOwner.set('acme', [])
  const owners = [...byOwner].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  owners[0]?.[1].push(...loose)

  const organizations = owners.map(([owner]) => ({
    id: deriveUuid('snyk-organization', owner),
    name: owner.charAt(0).toUpperCase() + owner.slice(1),
    slug: owner.toLowerCase(),
  }))
  const placesById = new Map(organizations.map(({ id }, index) => [id, owners[index]?.[1].sort((a, b) => a - b) ?? []]))
  return { organizations, placesById }
}

function ownerOf({ fullName }: TenantRepository): string {
  return fullName.split('/')[0] ?? fullName
}

function push(groups: Map<string, number[]>, key: string, value: number): void {
  const group = groups.get(key)
  if (group) group.push(value)
  else groups.set(key, [value])
}

/** Sorts what is held on a repository into projects; other watched branches are projects of their own, with most of it. */
function gather(repository: TenantRepository, held: Iterable<Held>, target: SnykTarget): Share {
  const projects = new Map<string, SnykProject>()
  const issues = new Map<string, { issue: Omit<SnykIssue, 'held'>; held: [Held, ...Held[]] }>()
  let count = 0
  for (const row of held) {
    count += 1
    const branches = row.finding.image || count % 3 === 2 ? [] : repository.branches
    const refs = [repository.defaultBranch, ...branches].map((name, index) => ({ name, isDefault: index === 0 }))
    for (const ref of refs) {
      const found = projectOf(row.finding, target, ref)
      const project = projects.get(found.id) ?? found
      projects.set(project.id, project)
      const key = issueKey(row.finding, target.id)
      const id = deriveUuid('snyk-issue', project.id, key)
      const known = issues.get(id)
      if (known) known.held.push(row)
      else issues.set(id, { issue: { id, key, project }, held: [row] })
    }
  }
  const list = [...issues.values()].map(({ issue, held: rows }) => ({ ...issue, held: rows }))
  return { target, projects: [...projects.values()], issues: list }
}
