/** A project as the instance holds it. */
export interface HostedProject {
  readonly id: number
  /** With all groups. */
  readonly path: string
  /** `null` for an empty repository. */
  readonly defaultBranch: string | null
  readonly visibility: 'public' | 'internal' | 'private'
  readonly archived: boolean
  readonly topics: readonly string[]
  /** A day, `2026-12-24`. */
  readonly markedForDeletionOn: string | null
}

export function groupOf({ path }: HostedProject): string {
  return path.slice(0, path.lastIndexOf('/'))
}

export function nameOf({ path }: HostedProject): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The project or the group is the group itself or somewhere below it. */
export function liesIn(group: string, path: string): boolean {
  return `${path}/`.toLowerCase().startsWith(`${group}/`.toLowerCase())
}

/** Groups have ids like everything else. */
export function groupId(path: string): number {
  return [...path.toLowerCase()].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000, 7) + 1_000_000
}

/** The `simple=true` form: neither visibility nor archived. */
export function toSimpleProject(project: HostedProject, host: string): Readonly<Record<string, unknown>> {
  const group = groupOf(project)
  const [name, top] = [nameOf(project), group.split('/')]
  return {
    id: project.id,
    description: null,
    name,
    name_with_namespace: [...top, name].join(' / '),
    path: name,
    path_with_namespace: project.path,
    created_at: new Date(Date.UTC(2024, project.id % 12, 1 + (project.id % 28), 8)).toISOString(),
    default_branch: project.defaultBranch,
    tag_list: [...project.topics],
    topics: [...project.topics],
    ssh_url_to_repo: `git@${host}:${project.path}.git`,
    http_url_to_repo: `https://${host}/${project.path}.git`,
    web_url: `https://${host}/${project.path}`,
    last_activity_at: new Date(Date.UTC(2026, project.id % 10, 1 + (project.id % 28), 15)).toISOString(),
    namespace: {
      id: groupId(group),
      name: top.at(-1),
      path: top.at(-1),
      kind: 'group',
      full_path: group,
      parent_id: top.length > 1 ? groupId(top.slice(0, -1).join('/')) : null,
      web_url: `https://${host}/groups/${group}`,
    },
  }
}

/** The full form. `level` is the caller's access level; `null` for who is no member. */
export function toProject(project: HostedProject, host: string, level: number | null): Readonly<Record<string, unknown>> {
  const simple = toSimpleProject(project, host)
  return {
    ...simple,
    empty_repo: project.defaultBranch === null,
    archived: project.archived,
    visibility: project.visibility,
    updated_at: simple['last_activity_at'],
    marked_for_deletion_on: project.markedForDeletionOn,
    mirror: false,
    compliance_frameworks: [],
    permissions: { project_access: null, group_access: level === null ? null : { access_level: level } },
  }
}
