import { parseCloneUrl, type Tenant } from '@patchbay/sdk/testing'

/** Repositories the tenant knows because their source control is connected. */
export interface Inventory {
  knows(vcs: string, url: string): boolean
  connect(vcs: string, url: string): void
  disconnect(vcs: string, url: string): void
}

const platforms: Readonly<Record<string, string>> = {
  'github.com': 'GitHub',
  'gitlab.com': 'GitLab',
  'bitbucket.org': 'BitbucketCloud',
  'dev.azure.com': 'AzureDevOps',
}

export function createInventory(tenant: Tenant): Inventory {
  const known = new Set<string>()
  const keyOf = (vcs: string, url: string) => `${vcs} ${url.toLowerCase()}`
  for (const { cloneUrl, knownTo } of tenant.repositories) {
    const address = cloneUrl === null ? undefined : parseCloneUrl(cloneUrl)
    const platform = platforms[address?.host ?? '']
    // Nobody connected the hosts that only scanners know.
    if (address && platform && knownTo !== 'scanner') known.add(keyOf(platform, `https://${address.host}/${address.path}`))
  }

  return {
    knows: (vcs, url) => known.has(keyOf(vcs, url)),
    connect: (vcs, url) => void known.add(keyOf(vcs, url)),
    disconnect: (vcs, url) => void known.delete(keyOf(vcs, url)),
  }
}
