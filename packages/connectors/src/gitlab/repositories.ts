import type { Context, Coverage, Harvest, RepositoryEvidence } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { projectPages } from './list.ts'
import { toEvidence } from './map.ts'
import { project } from './schema.ts'

/** Every project the token's user is a member of. */
export async function* repositories({ config, http }: Context<Config>): Harvest<RepositoryEvidence, Coverage<never>> {
  let unread = 0
  try {
    for await (const { value: rows } of projectPages(http, config)) {
      const { note, oddities } = collectOddities()
      const { items, unreadable } = readRows(project, rows, idAt('id'))
      unread += unreadable.length
      yield { items: items.map((row) => toEvidence(row, note)), unreadable, oddities }
    }
  } catch (error) {
    throw explain(error, config)
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `projects that could not be read: ${unread}` }
}
