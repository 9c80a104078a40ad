import { deriveUuid } from '@patchbay/sdk/testing'

/** A team project as the organization holds it. */
export interface HostedProject {
  /** May hold blanks. */
  readonly name: string
  readonly visibility: 'private' | 'public'
  readonly state: 'wellFormed' | 'deleting' | 'createPending'
  readonly repositories: readonly HostedRepository[]
}

/** A Git repository of a project. */
export interface HostedRepository {
  readonly name: string
  /** `null` for an empty repository. */
  readonly branch: string | null
  readonly isDisabled: boolean
  /** Left out of lists unless hidden ones are asked for. */
  readonly isHidden: boolean
}

/** What addresses in answers are made of. */
export interface Place {
  /** Base URL of the API. */
  readonly api: string
  /** Host of web and clone addresses, with the virtual directory of a server. */
  readonly host: string
  readonly organization: string
}

/** Names can be given to something else later, ids cannot; here they are made of the names. */
export function projectId(organization: string, { name }: Pick<HostedProject, 'name'>): string {
  return deriveUuid('azure-devops', organization, name)
}

export function repositoryId(organization: string, project: HostedProject, { name }: HostedRepository): string {
  return deriveUuid('azure-devops', organization, project.name, name)
}

export function toProject(project: HostedProject, place: Place): Readonly<Record<string, unknown>> {
  const id = projectId(place.organization, project)
  return {
    id,
    name: project.name,
    url: `${place.api}/${place.organization}/_apis/projects/${id}`,
    state: project.state,
    revision: 11,
    visibility: project.visibility,
    lastUpdateTime: '2026-02-11T09:30:15.123Z',
  }
}

/** An empty repository has no `defaultBranch` at all; all addresses come only when they are asked for. */
export function toRepository(
  project: HostedProject,
  repository: HostedRepository,
  place: Place,
  allUrls: boolean,
): Readonly<Record<string, unknown>> {
  const { api, host, organization } = place
  const id = repositoryId(organization, project, repository)
  const path = [project.name, '_git', repository.name].map(encodeURIComponent).join('/')
  const webUrl = `https://${host}/${organization}/${path}`
  const remoteUrl = `https://${organization}@${host}/${organization}/${path}`
  const ssh = [organization, project.name, repository.name].map(encodeURIComponent).join('/')
  const sshUrl = `git@ssh.${host}:v3/${ssh}`
  return {
    id,
    name: repository.name,
    url: `${api}/${organization}/${projectId(organization, project)}/_apis/git/repositories/${id}`,
    project: toProject(project, place),
    ...(repository.branch !== null && { defaultBranch: `refs/heads/${repository.branch}` }),
    size: repository.branch === null ? 0 : 728_000,
    remoteUrl,
    sshUrl,
    webUrl,
    ...(allUrls && { validRemoteUrls: [remoteUrl, `https://${organization}.visualstudio.com/${path}`, sshUrl] }),
    isDisabled: repository.isDisabled,
    isInMaintenance: false,
  }
}
