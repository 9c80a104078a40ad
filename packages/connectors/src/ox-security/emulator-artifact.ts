import type { Held, TenantFinding } from '@patchbay/sdk/testing'
import { appInfo } from './emulator-application.ts'
import type { Book, Entry } from './emulator-book.ts'

type Json = Readonly<Record<string, unknown>>

/** Images found in the tenant, with the ids of the issues in them. */
export function artifactsOf(book: Book): readonly (Json & { readonly id: string })[] {
  const images = new Map<string, { readonly held: Held; readonly issues: Set<string> }>()
  for (const entry of imageEntries(book)) {
    for (const held of book.read(entry)) {
      const { image } = held.finding
      if (!image) continue
      const known = images.get(idOf(image)) ?? { held, issues: new Set<string>() }
      images.set(idOf(image), known)
      known.issues.add(entry.id)
    }
  }
  return [...images].map(([id, { held, issues }]) => toArtifact(id, held, [...issues]))
}

function imageEntries(book: Book): readonly Entry[] {
  return book.latest().active.filter((entry) => entry.policy.id.startsWith('oxPolicy_containerScan_'))
}

function idOf(image: NonNullable<TenantFinding['image']>): string {
  return `${image.name}:${image.tag}`
}

function toArtifact(id: string, { repository, finding }: Held, issues: readonly string[]): Json & { readonly id: string } {
  const { image, package: dependency } = finding
  const app = appInfo(repository)
  const registry = image?.name.split('/')[0] ?? null
  return {
    id,
    appDescription: {
      appName: repository.fullName,
      appType: 'Repository',
      appId: app['id'],
      businessPriority: app['businessPriority'],
    },
    artifactInfo: {
      type: 'Docker Image',
      name: image?.name,
      version: image?.tag,
      hash: image?.digest,
      registry,
      visibility: 'Private',
      osName: dependency?.ecosystem,
    },
    registryDescription: {
      type: 'Registry',
      name: registry,
      link: `https://${image?.name}`,
      hash: image?.digest,
      tags: [image?.tag],
    },
    packages: [{ appId: app['id'], appName: repository.fullName, repoName: app['repoName'], type: app['type'] }],
    vulnDepIssues: issues,
    secretIssues: [],
    sbomIssues: [],
  }
}
