import { kinds } from '@patchbay/sdk'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ScanProfileReader, ScanProfileView } from '../../store/scan-profiles/reader.ts'
import { parseProfileRules, parseProfileSchedule } from '../settings.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import { MinimumSeverity, ProfileRules, type ScanProfile } from './resources/scan-profile.ts'
import { iso } from './values.ts'

/** What products share: schedule, import rules, and what goes where. */
export function browseScanProfiles(scanProfiles: ScanProfileReader, nameActors: NameActors): Browse['scanProfiles'] {
  return {
    async list(page) {
      const { rows, nextCursor, count } = await scanProfiles.list(page)
      const actorOf = await nameActors(rows.map((row) => row.createdBy))
      return { items: rows.map((view) => toScanProfile(view, actorOf)), nextCursor, count }
    },
    async get(id) {
      const view = await scanProfiles.find(databaseId('scan profile', id))
      if (view === undefined) throw notFound('scan profile', id)
      return toScanProfile(view, await nameActors([view.createdBy]))
    },
  }
}

function toScanProfile(view: ScanProfileView, actorOf: ActorOf): ScanProfile {
  const { success, data } = MinimumSeverity.safeParse(view.minimumSeverity)
  return {
    id: publicId('scan profile', view.id),
    name: view.name,
    isDefault: view.isDefault,
    propagate: view.propagate,
    schedule: parseProfileSchedule(view.schedule),
    nextSyncAt: iso(view.nextSyncAt),
    rules: ProfileRules.parse(parseProfileRules(view.rules)),
    kinds: kinds.filter((kind) => view.kinds.includes(kind)),
    minimumSeverity: success ? data : null,
    exporters: view.exporters.map((each) => ({ ...each, id: publicId('connection', each.id) })),
    products: view.products.map(({ id, name }) => ({ id: publicId('product', id), name })),
    productTypes: view.productTypes.map(({ id, name }) => ({ id: publicId('product type', id), name })),
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}
