import type { RepositoryEvidence } from '@patchbay/sdk'
import { cleanText, cloneAddresses, firstText } from '@patchbay/sdk/shape'
import type { Branch, CloudRepository, DataCenterRepository } from './schema.ts'

/** One repository of Bitbucket Cloud as evidence. Cloud can neither archive repositories nor give them topics. */
export function fromCloud({ uuid, full_name, is_private, mainbranch, links }: CloudRepository): RepositoryEvidence {
  const url = links.html.href
  return {
    ref: uuid,
    fullName: cleanText(full_name, 500),
    url,
    cloneUrls: cloneAddresses(
      (links.clone ?? []).map(({ href }) => href),
      url,
    ),
    defaultBranch: firstText(255, mainbranch?.name),
    visibility: visibilityOf(is_private === false, is_private === true),
    archived: false,
    topics: [],
  }
}

/** One repository of Bitbucket Data Center as evidence; its default branch comes from another answer. */
export function fromDataCenter(repository: DataCenterRepository, defaultBranch: string | null): RepositoryEvidence {
  const { id, slug, project, links } = repository
  const [{ href: url }] = links.self
  return {
    ref: String(id),
    fullName: `${project.key}/${slug}`,
    url,
    cloneUrls: cloneAddresses(
      (links.clone ?? []).map(({ href }) => href),
      url,
    ),
    defaultBranch,
    visibility: visibilityOf(repository.public === true, repository.public === false),
    archived: repository.archived === true,
    topics: [],
  }
}

/** The name of a branch without `refs/heads/`. */
export function branchName(branch: Branch): string | null {
  return firstText(255, branch?.id?.replace(/^refs\/heads\//, ''), branch?.displayId)
}

function visibilityOf(isPublic: boolean, isPrivate: boolean): RepositoryEvidence['visibility'] {
  if (isPublic) return 'public'
  return isPrivate ? 'private' : 'unknown'
}
