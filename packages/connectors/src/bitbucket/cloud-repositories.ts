import { type Coverage, Fault, type Harvest, type Http, type Page, type RepositoryEvidence } from '@patchbay/sdk'
import { idAt, readRows, textAt } from '@patchbay/sdk/shape'
import type { CloudAccess } from './access.ts'
import { repositoryPages, workspacePages } from './cloud-list.ts'
import { explainCloud, isClosed, nothingReadable } from './explain.ts'
import { fromCloud } from './map.ts'
import { cloudRepository, workspaceAccess } from './schema.ts'

/** What a listing came to besides its repositories. */
interface Tally {
  /** Workspaces whose repositories were listed. */
  listed: number
  /** Rows of either list that could not be read. */
  unread: number
  readonly closed: { readonly slug: string; readonly fault: Fault }[]
}

/** Every repository of the workspace in the settings, or of each workspace the person is in. */
export async function* cloudRepositories(http: Http, access: CloudAccess): Harvest<RepositoryEvidence, Coverage<never>> {
  const tally: Tally = { listed: 0, unread: 0, closed: [] }
  try {
    if (access.workspace === null) yield* everyWorkspace(http, access, tally)
    else yield* repositoriesOf(http, access, access.workspace, tally)
  } catch (error) {
    throw explainCloud(error, access)
  }
  return coverageOf(tally)
}

type Pages = AsyncGenerator<Page<RepositoryEvidence>, void, void>

async function* everyWorkspace(http: Http, access: CloudAccess, tally: Tally): Pages {
  for await (const { value: rows } of workspacePages(http, access)) {
    const { items, unreadable } = readRows(workspaceAccess, rows, (row) => textAt(row, 'workspace', 'uuid'))
    tally.unread += unreadable.length
    if (unreadable.length > 0) yield { items: [], unreadable }
    for (const { workspace } of items) yield* unlessClosed(http, access, workspace, tally)
  }
  const [first] = tally.closed
  if (first !== undefined && tally.listed === 0) throw nothingReadable(first.fault)
}

/** A workspace that may not be read is set aside, and the others are read all the same. */
async function* unlessClosed(
  http: Http,
  access: CloudAccess,
  { slug, uuid }: { readonly slug: string; readonly uuid?: string | null | undefined },
  tally: Tally,
): Pages {
  try {
    yield* repositoriesOf(http, access, slug, tally)
  } catch (error) {
    if (!(error instanceof Fault && isClosed(error))) throw error
    tally.closed.push({ slug, fault: error })
    const message = `The repositories of the workspace could not be listed: ${error.message}`
    yield { items: [], unreadable: [{ externalId: uuid ?? slug, path: 'repositories', message }] }
  }
}

async function* repositoriesOf(http: Http, access: CloudAccess, workspace: string, tally: Tally): Pages {
  for await (const { value: rows } of repositoryPages(http, access, workspace)) {
    const { items, unreadable } = readRows(cloudRepository, rows, idAt('uuid'))
    tally.unread += unreadable.length
    yield { items: items.map(fromCloud), unreadable }
  }
  tally.listed += 1
}

function coverageOf({ unread, closed }: Tally): Coverage<never> {
  if (unread === 0 && closed.length === 0) return { kind: 'complete' }
  const names = closed.slice(0, 3).map(({ slug }) => `"${slug}"`)
  const more = closed.length > names.length ? ` and ${closed.length - names.length} more` : ''
  const missing = [
    ...(closed.length > 0 ? [`repositories of ${names.join(', ')}${more}, which the token may not list`] : []),
    ...(unread > 0 ? [`workspaces or repositories that could not be read: ${unread}`] : []),
  ]
  return { kind: 'partial', missing: missing.join('; ') }
}
