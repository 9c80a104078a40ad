import type { Adopted } from '@patchbay/sdk'
import { Problem } from '../../domain/problem.ts'
import type { Actor, Commands, ExporterInput } from '../commands.ts'
import type { ExportDeps } from './export-deps.ts'

interface Deps extends Pick<ExportDeps, 'store' | 'plugins'> {
  readonly connect: Commands['connections']['create']
}

/** Destinations: connections with a connector that exports. */
export function createExporters(deps: Deps): Commands['exporters'] {
  return {
    create: (input, actor) => create(deps, input, actor),
    async adopt(foreign, actor) {
      const { connector, adopted } = adoptedBy(deps, foreign)
      const { label, config, propagate } = adopted
      return create(deps, { connector, label, config, propagate }, actor)
    },
  }
}

async function create({ store, plugins, connect }: Deps, { propagate = true, ...input }: ExporterInput, actor: Actor) {
  const plugin = plugins.get(input.connector)
  if (plugin !== undefined && plugin.exportFacts === undefined) {
    const able = [...plugins.values()].filter((each) => each.exportFacts !== undefined).map((each) => each.manifest.id)
    throw new Problem('invalid', `"${input.connector}" takes no findings.`, {
      code: 'connector-exports-nothing',
      field: 'connector',
      remedy: `Choose one of: ${able.toSorted().join(', ')}.`,
    })
  }
  const created = await connect(input, actor)
  await store.transact((write) => write.exporters.insert(created.connectionId, propagate))
  return created
}

function adoptedBy({ plugins }: Deps, foreign: unknown): { readonly connector: string; readonly adopted: Adopted } {
  for (const [connector, { exportFacts }] of plugins) {
    const adopted = exportFacts?.adopt(foreign)
    if (adopted !== undefined) return { connector, adopted }
  }
  throw new Problem('invalid', 'No connector here knows an exporter described like this.', {
    code: 'exporter-unreadable',
    remedy: 'Give "connector", "label" and "config", or the exporter as the other product exports it.',
  })
}
