import type { SnapshotScope } from '@patchbay/sdk'
import { withoutEnd } from '@patchbay/sdk/shape'

/** Source control as Wiz calls it. */
type Platform = 'AzureDevOps' | 'BitbucketCloud' | 'BitbucketDataCenter' | 'GitHub' | 'GitLab'

const hosts: Readonly<Record<string, Platform>> = {
  'github.com': 'GitHub',
  'gitlab.com': 'GitLab',
  'bitbucket.org': 'BitbucketCloud',
  'dev.azure.com': 'AzureDevOps',
}

/** Which source control an address belongs to; of self-hosted ones by the name of the host or the form of the path. */
export function platformOf(address: string): Platform | undefined {
  const url = URL.parse(address)
  if (url === null) return undefined
  const { hostname, pathname } = url
  const known = hosts[hostname]
  if (known !== undefined) return known
  if (hostname.endsWith('.visualstudio.com') || pathname.includes('/_git/')) return 'AzureDevOps'
  if (/^\/(.+\/)?projects\/[^/]+\/repos\/[^/]+/.test(pathname)) return 'BitbucketDataCenter'
  if (/(^|[.-])gitlab([.-]|$)/.test(hostname)) return 'GitLab'
  return /(^|[.-])github([.-]|$)|\.ghe\.com$/.test(hostname) ? 'GitHub' : undefined
}

/** Why Wiz can do nothing with a scope. */
export function refusal({ repository, branch }: SnapshotScope): string | undefined {
  if (branch.trim() === '') return 'The repository has no default branch, and Wiz files findings under a branch.'
  if (platformOf(repository.url) !== undefined) return undefined
  return `Wiz knows repositories of GitHub, GitLab, Bitbucket and Azure DevOps. ${repository.url} is not recognised as any of them.`
}

/** A branch as Wiz identifies it. */
export function branchDetails({ repository }: SnapshotScope, branch: string, isDefault: boolean, lastSeen: string) {
  const url = canonical(repository.url)
  const { host } = new URL(url)
  return {
    repositoryBranch: {
      // The form Wiz itself uses for the branches of connected repositories.
      assetId: `${host}##${repository.fullName}##${branch}`,
      assetName: `${repository.fullName}:${branch}`,
      branchName: branch,
      isDefault,
      vcs: platformOf(repository.url),
      lastSeen,
      repository: { name: repository.fullName, url },
    },
  }
}

/** Without what is not part of the name: credentials, query, `.git`, slashes at the end. */
function canonical(address: string): string {
  const { origin, pathname } = new URL(address)
  return `${origin}${withoutEnd(pathname, '/').replace(/\.git$/i, '')}`
}
