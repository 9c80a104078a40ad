import { type Coverage, Fault, type Harvest, type Http, type RepositoryEvidence, type Unreadable } from '@patchbay/sdk'
import { idAt, readRows } from '@patchbay/sdk/shape'
import type { DataCenterAccess } from './access.ts'
import { createBranchReader, repositoryPages } from './data-center-list.ts'
import { explainDataCenter } from './explain.ts'
import { fromDataCenter } from './map.ts'
import { type DataCenterRepository, dataCenterRepository } from './schema.ts'

/** Every repository the token sees, each with its default branch. */
export async function* dataCenterRepositories(
  http: Http,
  access: DataCenterAccess,
): Harvest<RepositoryEvidence, Coverage<never>> {
  const readBranch = createBranchReader(http)
  let unread = 0
  try {
    for await (const { value: page } of repositoryPages(http)) {
      const { items: rows, unreadable } = readRows(dataCenterRepository, page.rows, idAt('id'))
      const described = await Promise.all(rows.map((row) => describe(row, readBranch)))
      const aside = [...unreadable, ...described.flatMap(({ refusal }) => refusal ?? [])]
      unread += aside.length
      yield { items: described.flatMap(({ evidence }) => evidence ?? []), unreadable: aside }
    }
  } catch (error) {
    throw explainDataCenter(error, access)
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `repositories that could not be read: ${unread}` }
}

interface Described {
  readonly evidence?: RepositoryEvidence
  readonly refusal?: Unreadable
}

/** States in which Bitbucket itself cannot read a repository, and answers questions about its branches with errors. */
const unreadableStates: readonly string[] = ['INITIALISING', 'INITIALISATION_FAILED', 'OFFLINE']

/** Without its default branch a repository is set aside: "none" would say that it is empty. */
async function describe(
  repository: DataCenterRepository,
  readBranch: (repository: DataCenterRepository) => Promise<string | null>,
): Promise<Described> {
  const state = repository.state ?? ''
  if (unreadableStates.includes(state)) return setAside(repository, `Bitbucket cannot read it now: its state is ${state}.`)
  try {
    return { evidence: fromDataCenter(repository, await readBranch(repository)) }
  } catch (error) {
    if (!(error instanceof Fault && error.kind === 'permission')) throw error
    return setAside(repository, `The default branch could not be read: ${error.message}`)
  }
}

function setAside({ id }: DataCenterRepository, message: string): Described {
  return { refusal: { externalId: String(id), path: 'defaultBranch', message } }
}
