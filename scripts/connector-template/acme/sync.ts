import type { Context, Coverage, Harvest, Scope, Sighting } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { listPages, organizationPath } from './list.ts'
import { toSighting } from './map.ts'
import { issue } from './schema.ts'

/** Every issue of one project. */
export async function* sync({ config, http }: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  const [target] = scope.targets
  if (target === undefined || !scope.kinds.includes('dependency')) return { kind: 'complete' }

  let unread = 0
  const path = organizationPath(config.organization, 'projects', target.ref, 'issues')
  for await (const page of listPages(http, path, scope.resume)) {
    const { note, oddities } = collectOddities()
    const { items, unreadable } = readRows(issue, page.value, idAt('id'), target.ref)
    unread += unreadable.length
    yield {
      items: items.map((row) => toSighting(row, target.ref, note)),
      unreadable,
      oddities,
      ...(page.next !== undefined && { position: page.next }),
    }
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} issues could not be read` }
}
