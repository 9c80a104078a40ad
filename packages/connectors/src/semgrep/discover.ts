import type { Context, Coverage, Harvest, Target } from '@patchbay/sdk'
import { idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { readDeployment } from './deployment.ts'
import { projectPages } from './lists.ts'
import { project } from './schema.ts'
import { toTarget } from './target.ts'

/** Every project of the organization. Semgrep leaves archived ones out. */
export async function* discover(context: Context<Config>): Harvest<Target, Coverage<never>> {
  const deployment = await readDeployment(context)
  let unread = 0
  for await (const rows of projectPages(context, deployment)) {
    const { items, unreadable } = readRows(project, rows, idAt('id'))
    unread += unreadable.length
    yield { items: items.map(toTarget), unreadable }
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} projects could not be read` }
}
