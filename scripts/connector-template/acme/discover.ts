import type { Context, Coverage, Harvest, Target } from '@patchbay/sdk'
import { idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { listPages, organizationPath } from './list.ts'
import { toTarget } from './map.ts'
import { project } from './schema.ts'

/** Every project of the organization. */
export async function* discover({ config, http }: Context<Config>): Harvest<Target, Coverage<never>> {
  let unread = 0
  for await (const page of listPages(http, organizationPath(config.organization, 'projects'))) {
    const { items, unreadable } = readRows(project, page.value, idAt('id'))
    unread += unreadable.length
    yield { items: items.map(toTarget), unreadable }
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} projects could not be read` }
}
