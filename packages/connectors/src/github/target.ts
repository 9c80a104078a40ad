import type { RepositoryEvidence, Target } from '@patchbay/sdk'

/** A repository as something that has alerts. `sync` needs its name again, to ask for them. */
export function toTarget({ ref, fullName, url, cloneUrls, defaultBranch, topics, archived }: RepositoryEvidence): Target {
  return {
    ref,
    name: fullName,
    url,
    repository: {
      urls: [url, ...cloneUrls],
      nativeId: ref,
      nativeHost: new URL(url).host,
      ...(defaultBranch !== null && { defaultBranch }),
    },
    tags: topics,
    archived,
    attributes: { fullName },
  }
}
