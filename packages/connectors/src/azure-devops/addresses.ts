import { cleanText, cloneAddresses } from '@patchbay/sdk/shape'
import type { Repository } from './schema.ts'

/**
 * Every address of a repository: what Azure DevOps lists, and on Azure DevOps Services also the forms it does not list but
 * serves, because scanners report whichever their users gave them: the old host's, and the short form of the repository that has
 * its project's name.
 */
export function addressesOf(repository: Repository, project: string, organization: string): readonly string[] {
  const { remoteUrl, sshUrl, validRemoteUrls, webUrl } = repository
  const served = isOnServices(webUrl) ? formsOnServices(organization, project, repository.name) : []
  return cloneAddresses([remoteUrl, sshUrl, ...(validRemoteUrls ?? []), ...served], webUrl)
}

function isOnServices(webUrl: string): boolean {
  return /^(?:dev\.azure\.com|[^.]+\.visualstudio\.com)$/.test(new URL(webUrl).hostname)
}

function formsOnServices(...names: readonly [organization: string, project: string, repository: string]): readonly string[] {
  const [organization, project, repository] = names.map((name) => encodeURIComponent(cleanText(name, 300)))
  const path = `${project}/_git/${repository}`
  const hosts = [`https://dev.azure.com/${organization}`, `https://${organization}.visualstudio.com`]
  const short = project === repository ? hosts.map((host) => `${host}/_git/${repository}`) : []
  return [
    ...hosts.map((host) => `${host}/${path}`),
    `git@ssh.dev.azure.com:v3/${organization}/${project}/${repository}`,
    ...short,
  ]
}
