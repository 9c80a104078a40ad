import { type Context, type Coverage, Fault, type Harvest, type Page, type RepositoryEvidence } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain, isClosed, nothingReadable } from './explain.ts'
import { projectPages, readRepositories } from './list.ts'
import { toEvidence } from './map.ts'
import { type Project, project, repository } from './schema.ts'

/** What a listing came to besides its repositories. */
interface Tally {
  /** Projects whose repositories were listed. */
  listed: number
  /** Rows of either list that could not be read. */
  unread: number
  readonly closed: { readonly name: string; readonly fault: Fault }[]
}

/** Every repository of every project the token sees. A project that may not be read is set aside, and the listing is partial. */
export async function* repositories(context: Context<Config>): Harvest<RepositoryEvidence, Coverage<never>> {
  const tally: Tally = { listed: 0, unread: 0, closed: [] }
  try {
    for await (const { value: rows } of projectPages(context.http)) {
      const { items: projects, unreadable } = readRows(project, rows, idAt('id'))
      tally.unread += unreadable.length
      if (unreadable.length > 0) yield { items: [], unreadable }
      for (const one of projects) yield await pageOf(context, one, tally)
    }
    const [first] = tally.closed
    if (first !== undefined && tally.listed === 0) throw nothingReadable(first.fault)
  } catch (error) {
    throw explain(error, context.config)
  }
  return coverageOf(tally)
}

async function pageOf({ config, http }: Context<Config>, where: Project, tally: Tally): Promise<Page<RepositoryEvidence>> {
  try {
    const { items, unreadable } = readRows(repository, await readRepositories(http, where.id), idAt('id'))
    const { note, oddities } = collectOddities()
    tally.listed += 1
    tally.unread += unreadable.length
    return { items: items.map((row) => toEvidence(row, where, config.organization, note)), unreadable, oddities }
  } catch (error) {
    if (!(error instanceof Fault && isClosed(error))) throw error
    tally.closed.push({ name: where.name, fault: error })
    const message = `The repositories of the project could not be listed: ${error.message}`
    return { items: [], unreadable: [{ externalId: where.id, path: 'repositories', message }] }
  }
}

function coverageOf({ unread, closed }: Tally): Coverage<never> {
  if (unread === 0 && closed.length === 0) return { kind: 'complete' }
  const names = closed.slice(0, 3).map(({ name }) => `"${name.slice(0, 100)}"`)
  const more = closed.length > names.length ? ` and ${closed.length - names.length} more` : ''
  const missing = [
    ...(closed.length > 0 ? [`repositories of ${names.join(', ')}${more}, which the token may not list`] : []),
    ...(unread > 0 ? [`projects or repositories that could not be read: ${unread}`] : []),
  ]
  return { kind: 'partial', missing: missing.join('; ') }
}
