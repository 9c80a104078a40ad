import { type HostedRepository, nameOf, ownerId, ownerOf } from './emulator-site.ts'

/** Where links in answers point to: the API itself and the platform's web pages. */
export interface Links {
  readonly api: string
  /** Without `https://`. */
  readonly host: string
}

export function toOwner(login: string, links: Links): Readonly<Record<string, unknown>> {
  return {
    login,
    id: ownerId(login),
    node_id: Buffer.from(`012:Organization${ownerId(login)}`).toString('base64'),
    url: `${links.api}/users/${login}`,
    html_url: `https://${links.host}/${login}`,
    type: 'Organization',
    site_admin: false,
  }
}

/** The `repository` that lists of alerts carry: neither default branch nor clone address, visibility or archived. */
export function toSimpleRepository(repository: HostedRepository, links: Links): Readonly<Record<string, unknown>> {
  const { id, fullName, visibility } = repository
  return {
    id,
    node_id: Buffer.from(`010:Repository${id}`).toString('base64'),
    name: nameOf(fullName),
    full_name: fullName,
    owner: toOwner(ownerOf(fullName), links),
    private: visibility !== 'public',
    html_url: `https://${links.host}/${fullName}`,
    description: null,
    fork: false,
    url: `${links.api}/repos/${fullName}`,
  }
}

/** The `repository` object; `minimal-repository` has the same fields as far as they are used here. */
export function toRepository(repository: HostedRepository, links: Links, push: boolean): Readonly<Record<string, unknown>> {
  const { id, fullName, createdAt, updatedAt } = repository
  const seconds = (moment: string) => moment.replace(/\.\d+Z$/, 'Z')
  return {
    id,
    node_id: Buffer.from(`010:Repository${id}`).toString('base64'),
    name: nameOf(fullName),
    full_name: fullName,
    owner: toOwner(ownerOf(fullName), links),
    private: repository.visibility !== 'public',
    visibility: repository.visibility,
    html_url: `https://${links.host}/${fullName}`,
    description: null,
    fork: false,
    url: `${links.api}/repos/${fullName}`,
    git_url: `git://${links.host}/${fullName}.git`,
    ssh_url: `git@${links.host}:${fullName}.git`,
    clone_url: `https://${links.host}/${fullName}.git`,
    language: null,
    size: 1024,
    default_branch: repository.defaultBranch,
    topics: [...repository.topics],
    archived: repository.archived,
    disabled: false,
    is_template: false,
    has_issues: true,
    permissions: { admin: false, maintain: false, push: push && !repository.archived, triage: push, pull: true },
    created_at: seconds(createdAt),
    updated_at: seconds(updatedAt),
    pushed_at: seconds(updatedAt),
  }
}
