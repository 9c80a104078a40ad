import type { RepositoryEvidence } from '@patchbay/sdk'
import { cleanText, cloneAddresses, distinctTexts, isBlank, looseEnum, type Note, textOrNull } from '@patchbay/sdk/shape'
import type { Project } from './schema.ts'

const visibility = looseEnum<RepositoryEvidence['visibility']>(
  'visibility',
  { public: 'public', internal: 'internal', private: 'private' },
  'unknown',
)

/** One project as evidence. One that waits for its deletion counts as archived: GitLab lets nobody change it any more. */
export function toEvidence(project: Project, note: Note): RepositoryEvidence {
  // Administrators may close cloning by https; scanners know the project by that address all the same.
  const https = isBlank(project.http_url_to_repo) ? `${project.web_url}.git` : project.http_url_to_repo
  return {
    ref: project.id,
    fullName: cleanText(project.path_with_namespace, 500),
    url: project.web_url,
    cloneUrls: cloneAddresses([https, project.ssh_url_to_repo], project.web_url),
    defaultBranch: textOrNull(project.default_branch, 255),
    visibility: visibility(project.visibility, note),
    archived: project.archived === true || !isBlank(project.marked_for_deletion_on),
    topics: distinctTexts(project.topics ?? []),
  }
}
