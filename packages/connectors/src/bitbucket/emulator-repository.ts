import { deriveUuid } from '@patchbay/sdk/testing'

/** A repository of Bitbucket Cloud. */
export interface CloudRepository {
  /** Short name of its workspace. */
  readonly workspace: string
  readonly slug: string
  /** Key of its project. */
  readonly project: string
  readonly isPrivate: boolean
  /** `null` for an empty repository. */
  readonly branch: string | null
  /** May be empty: Bitbucket guesses it. */
  readonly language: string
}

/** A repository of Bitbucket Data Center. */
export interface ServerRepository {
  readonly id: number
  /** Key of its project. */
  readonly project: string
  readonly slug: string
  readonly isPublic: boolean
  readonly archived: boolean
  /** `null` for an empty repository. */
  readonly branch: string | null
}

/** In braces, as Bitbucket Cloud writes them. */
export function uuidOf(...parts: readonly string[]): string {
  return `{${deriveUuid('bitbucket', ...parts)}}`
}

export function workspaceUuid(slug: string): string {
  return uuidOf('workspace', slug)
}

export function toCloudRepository(repository: CloudRepository, api: string): Readonly<Record<string, unknown>> {
  const { workspace, slug, project, isPrivate, branch, language } = repository
  const fullName = `${workspace}/${slug}`
  const uuid = uuidOf('repository', fullName)
  const day = 1 + (Number.parseInt(uuid.slice(1, 3), 16) % 28)
  return {
    type: 'repository',
    uuid,
    full_name: fullName,
    name: slug,
    slug,
    description: '',
    is_private: isPrivate,
    scm: 'git',
    mainbranch: branch === null ? null : { type: 'branch', name: branch },
    language,
    size: 1_048_576,
    has_issues: false,
    fork_policy: 'no_public_forks',
    created_on: timestamp(2024, day),
    updated_on: timestamp(2026, day),
    parent: null,
    project: { type: 'project', key: project, uuid: uuidOf('project', workspace, project), name: project.toLowerCase() },
    workspace: { type: 'workspace', slug: workspace, uuid: workspaceUuid(workspace), name: workspace },
    owner: { type: 'team', username: workspace, uuid: workspaceUuid(workspace), display_name: workspace },
    links: {
      self: { href: `${api}/repositories/${fullName}` },
      html: { href: `https://bitbucket.org/${fullName}` },
      clone: [
        { name: 'https', href: `https://patchbay@bitbucket.org/${fullName}.git` },
        { name: 'ssh', href: `git@bitbucket.org:${fullName}.git` },
      ],
    },
  }
}

/** Without milliseconds of our making: Bitbucket Cloud writes microseconds and an offset. */
function timestamp(year: number, day: number): string {
  return `${year}-03-${String(day).padStart(2, '0')}T10:00:00.000000+00:00`
}

export function toServerRepository(repository: ServerRepository, host: string): Readonly<Record<string, unknown>> {
  const { id, slug, project, isPublic, archived } = repository
  return {
    slug,
    id,
    name: slug,
    hierarchyId: uuidOf('hierarchy', String(id)).slice(1, 21).replaceAll('-', ''),
    scmId: 'git',
    state: 'AVAILABLE',
    statusMessage: 'Available',
    forkable: true,
    public: isPublic,
    archived,
    project: { key: project, name: project.toLowerCase(), public: false, type: 'NORMAL' },
    links: {
      clone: [
        { href: `https://${host}/scm/${project.toLowerCase()}/${slug}.git`, name: 'http' },
        { href: `ssh://git@${host}:7999/${project.toLowerCase()}/${slug}.git`, name: 'ssh' },
      ],
      self: [{ href: `https://${host}/projects/${project}/repos/${slug}/browse` }],
    },
  }
}
