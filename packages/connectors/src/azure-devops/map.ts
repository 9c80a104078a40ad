import type { RepositoryEvidence } from '@patchbay/sdk'
import { cleanText, isBlank, looseEnum, type Note, textOrNull } from '@patchbay/sdk/shape'
import { addressesOf } from './addresses.ts'
import type { Project, Repository } from './schema.ts'

/** Projects have a visibility, repositories have their project's. `organization` shows a project to every member. */
const visibility = looseEnum<RepositoryEvidence['visibility']>(
  'project.visibility',
  { public: 'public', organization: 'internal', private: 'private' },
  'unknown',
)

/** One repository as evidence. A disabled one counts as archived: it is kept, and nobody can read or change it. */
export function toEvidence(repository: Repository, project: Project, organization: string, note: Note): RepositoryEvidence {
  const told = repository.project?.visibility
  return {
    ref: repository.id,
    fullName: cleanText(`${organization}/${project.name}/${repository.name}`, 500),
    url: repository.webUrl,
    cloneUrls: addressesOf(repository, project.name, organization),
    defaultBranch: textOrNull(repository.defaultBranch?.replace(/^refs\/heads\//, ''), 255),
    visibility: visibility(isBlank(told) ? project.visibility : told, note),
    archived: repository.isDisabled === true,
    topics: [],
  }
}
