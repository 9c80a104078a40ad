import type { Plugin } from '@patchbay/sdk'
import { notFound } from '../../domain/problem.ts'
import type { ConnectionReader } from '../../store/connections/reader.ts'
import type { Browse } from './browse.ts'
import type { ConnectorSummary } from './resources/connector.ts'

interface Deps {
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly connections: Pick<ConnectionReader, 'countByConnector'>
}

export function browseConnectors({ plugins, connections }: Deps): Browse['connectors'] {
  return {
    async list() {
      const counts = await connections.countByConnector()
      const all = [...plugins.values()].map((plugin) => summaryOf(plugin, counts))
      return all.toSorted((left, right) => left.name.localeCompare(right.name, 'en'))
    },
    async get(id) {
      const plugin = plugins.get(id)
      if (plugin === undefined) throw notFound('connector', id)
      const { manifest } = plugin
      return {
        ...summaryOf(plugin, await connections.countByConnector()),
        brings: [...manifest.brings],
        leavesOut: [...manifest.leavesOut],
        steps: [...manifest.steps],
        documentation: manifest.documentation,
        families: manifest.families.map(({ kind, label, byDefault }) => ({ kind, label, byDefault })),
        secrets: [...plugin.secrets],
        configSchema: plugin.configSchema,
      }
    },
  }
}

function summaryOf({ manifest, capabilities }: Plugin, counts: ReadonlyMap<string, number>): ConnectorSummary {
  const { id, name, category, stage, summary, mark } = manifest
  return {
    id,
    name,
    category,
    stage,
    summary,
    mark: { icon: mark.icon ?? null, letters: mark.letters, color: mark.color },
    capabilities: [...capabilities],
    connections: counts.get(id) ?? 0,
  }
}
