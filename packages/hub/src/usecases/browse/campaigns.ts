import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { CampaignProgress, CampaignReader, CampaignView } from '../../store/campaigns/reader.ts'
import type { NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { Campaign } from './resources/campaign.ts'
import { iso } from './values.ts'

interface Deps {
  readonly reader: CampaignReader
  readonly nameActors: NameActors
  readonly sight: Sight
}

export function browseCampaigns({ reader, nameActors, sight }: Deps): Browse['campaigns'] {
  async function shape(views: readonly CampaignView[]): Promise<Campaign[]> {
    const progress = await reader.progress(
      views.map(({ id }) => id),
      sight,
    )
    const actorOf = await nameActors(views.flatMap(({ createdBy, closedBy }) => [createdBy, closedBy]))
    return views.map((view) => ({
      id: publicId('campaign', view.id),
      name: view.name,
      package: view.packageKey,
      packageName: view.packageName,
      below: view.below,
      ...counted(progress.get(view.id)),
      createdBy: actorOf(view.createdBy),
      createdAt: view.createdAt.toISOString(),
      closedBy: actorOf(view.closedBy),
      closedAt: iso(view.closedAt),
    }))
  }

  return {
    async list(page) {
      const { rows, nextCursor, count } = await reader.list(page)
      return { items: await shape(rows), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('campaign', id))
      const [campaign] = view === undefined ? [] : await shape([view])
      if (campaign === undefined) throw notFound('campaign', id)
      return campaign
    },
  }
}

function counted({ states, openVulnerabilities }: CampaignProgress = { states: {}, openVulnerabilities: 0 }) {
  const remediations = Object.values(states).reduce((sum, count) => sum + count, 0)
  return { remediations, resolved: states['resolved'] ?? 0, states, openVulnerabilities }
}
