import type { RepositoryClue, Target } from '@patchbay/sdk'
import { distinctTexts, firstText, textOrNull } from '@patchbay/sdk/shape'
import type { Application } from './schema.ts'

/**
 * Settings of a whole organization are applications to OX, named `*GitHub-Settings (acme)`. They have issues and no repository.
 */
function isOrganizationLevel({ appId, appName }: Application): boolean {
  return (appName ?? appId).trim().startsWith('*')
}

export function toTarget(application: Application): Target {
  const { appId, appName, organization, repoName, tags, appOwners } = application
  const pseudo = isOrganizationLevel(application)
  const repository = pseudo ? null : clueOf(application)
  const name = firstText(300, appName?.replace(/^\s*\*/, ''), [organization, repoName].filter(Boolean).join('/'))
  return {
    ref: appId,
    name: name ?? appId,
    ...(repository !== null && { repository }),
    tags: distinctTexts([
      ...(pseudo ? ['organization-level'] : []),
      ...(tags ?? []).map(({ displayName, name: tag }) => displayName || tag),
      ...(appOwners ?? []).map(({ email, name: owner }) => (email || owner ? `owner: ${email || owner}` : null)),
    ]),
    archived: false,
    attributes: {},
  }
}

interface Host {
  readonly pattern: RegExp
  /** Where the public service lives. */
  readonly address: string
  /** The form of its own repository ids, which OX takes over as application ids. */
  readonly nativeId: RegExp
}

const hosts: readonly Host[] = [
  { pattern: /github/i, address: 'github.com', nativeId: /^\d+$/ },
  { pattern: /gitlab/i, address: 'gitlab.com', nativeId: /^\d+$/ },
  { pattern: /bitbucket/i, address: 'bitbucket.org', nativeId: /^\{[0-9a-f-]{36}\}$/i },
]

/** By link, then by the platform's own id, then by organization and name on the public service the type names. */
function clueOf(application: Application): RepositoryClue | null {
  const { appId, link, type, organization, repoName, isMonoRepoChild } = application
  const url = textOrNull(link, 500)
  const place = url === null ? '' : (URL.parse(url)?.host ?? '')
  const host = hosts.find(({ pattern }) => pattern.test(type ?? '') || pattern.test(place))
  const owner = textOrNull(organization, 200)
  const name = textOrNull(repoName, 200)
  const guess = host === undefined || owner === null || name === null ? null : `https://${host.address}/${owner}/${name}`
  const known = url ?? guess
  if (known === null) return null

  const branch = textOrNull(application.branch, 255)
  // A part of a monorepo has an id of OX's own making.
  const isNative = isMonoRepoChild !== true && host?.nativeId.test(appId) === true
  return {
    urls: [known],
    ...(isNative && { nativeId: appId, ...(place !== '' && { nativeHost: place }) }),
    ...(branch !== null && { defaultBranch: branch }),
  }
}
