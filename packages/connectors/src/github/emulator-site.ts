import { deriveRepositoryId, parseCloneUrl, type Tenant, type TenantRepository } from '@patchbay/sdk/testing'

/** A repository as the platform holds it now. */
export interface HostedRepository {
  readonly id: number
  /** `owner/name`. */
  readonly fullName: string
  readonly defaultBranch: string
  readonly commit: string
  readonly visibility: TenantRepository['visibility']
  readonly archived: boolean
  readonly topics: readonly string[]
  /** Branches besides the default one that are analysed. */
  readonly branches: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** What owners do to their repositories. Names are `owner/name` as of now; unknown ones throw. */
export interface GitHubControls {
  /** The old name keeps redirecting until somebody takes it. */
  rename(fullName: string, name: string): void
  transfer(fullName: string, owner: string): void
  archive(fullName: string, archived?: boolean): void
  delete(fullName: string): void
  /** Deletes the repository and makes a new one of the same name: another id. Returns it. */
  recreate(fullName: string): number
  /** Makes a repository that was not there before. Returns its id. */
  create(fullName: string): number
}

/** All repositories of one platform, with the names that lead to them. */
export interface Site extends GitHubControls {
  readonly repositories: () => readonly HostedRepository[]
  byId(id: number): HostedRepository | undefined
  byName(fullName: string): HostedRepository | undefined
  /** The repository an old name redirects to. */
  movedFrom(fullName: string): HostedRepository | undefined
}

/** Holds the tenant's repositories that live on github.com and that the platform is meant to know. */
export function createSite(tenant: Tenant, now: () => Date): Site {
  const byId = new Map<number, HostedRepository>()
  const redirects = new Map<string, number>()
  let made = 0

  for (const repository of tenant.repositories) {
    if (!isHosted(repository)) continue
    byId.set(repository.id, toHosted(repository))
    for (const name of repository.formerNames) redirects.set(name.toLowerCase(), repository.id)
  }

  const find = (fullName: string) =>
    [...byId.values()].find((repository) => repository.fullName.toLowerCase() === fullName.toLowerCase())

  function known(fullName: string): HostedRepository {
    const repository = find(fullName)
    if (!repository) throw new RangeError(`There is no repository "${fullName}".`)
    return repository
  }

  function change(fullName: string, changes: Partial<HostedRepository>): void {
    const repository = known(fullName)
    byId.set(repository.id, { ...repository, ...changes, updatedAt: now().toISOString() })
  }

  function move(fullName: string, next: string): void {
    const { id } = known(fullName)
    if (find(next)) throw new RangeError(`There already is a repository "${next}".`)
    change(fullName, { fullName: next })
    redirects.set(fullName.toLowerCase(), id)
    redirects.delete(next.toLowerCase())
  }

  function create(fullName: string, like?: HostedRepository): number {
    if (find(fullName)) throw new RangeError(`There already is a repository "${fullName}".`)
    made += 1
    const id = deriveRepositoryId(`${fullName}#${made}`)
    const createdAt = now().toISOString()
    byId.set(id, { ...(like ?? emptyRepository), id, fullName, createdAt, updatedAt: createdAt })
    redirects.delete(fullName.toLowerCase())
    return id
  }

  return {
    repositories: () => [...byId.values()],
    byId: (id) => byId.get(id),
    byName: find,
    movedFrom: (fullName) => byId.get(redirects.get(fullName.toLowerCase()) ?? -1),
    rename: (fullName, name) => move(fullName, `${ownerOf(fullName)}/${name}`),
    transfer: (fullName, owner) => move(fullName, `${owner}/${nameOf(fullName)}`),
    archive: (fullName, archived = true) => change(fullName, { archived }),
    delete: (fullName) => {
      byId.delete(known(fullName).id)
    },
    recreate: (fullName) => {
      const old = known(fullName)
      byId.delete(old.id)
      return create(fullName, old)
    },
    create: (fullName) => create(fullName),
  }
}

export function ownerOf(fullName: string): string {
  return fullName.slice(0, fullName.indexOf('/'))
}

export function nameOf(fullName: string): string {
  return fullName.slice(fullName.indexOf('/') + 1)
}

/** Owners have ids like everything else. */
export function ownerId(login: string): number {
  return deriveRepositoryId(`account ${login}`)
}

function isHosted(repository: TenantRepository): boolean {
  if (repository.knownTo === 'scanner' || repository.cloneUrl === null) return false
  return parseCloneUrl(repository.cloneUrl)?.host === 'github.com'
}

const emptyRepository = {
  defaultBranch: 'main',
  commit: '0'.repeat(40),
  visibility: 'private',
  archived: false,
  topics: [],
  branches: [],
} as const

function toHosted(repository: TenantRepository): HostedRepository {
  const { id, fullName, defaultBranch, commit, visibility, archived, topics, branches } = repository
  const createdAt = new Date(Date.UTC(2017, id % 12, 1 + (id % 28), 8)).toISOString()
  const updatedAt = new Date(Date.UTC(2026, id % 10, 1 + (id % 28), 15)).toISOString()
  return { id, fullName, defaultBranch, commit, visibility, archived, topics, branches, createdAt, updatedAt }
}
