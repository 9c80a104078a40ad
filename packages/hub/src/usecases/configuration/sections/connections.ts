import type { Plugin } from '@patchbay/sdk'
import { z } from 'zod'
import type { StoredConfiguration, StoredConnection } from '../../../store/configuration/reader.ts'
import { ImportRules, Schedule } from '../../browse/resources/connection.ts'
import { storedTicketSettings, TicketSettings } from '../../browse/resources/ticket-settings.ts'
import { canRun } from '../../operations/can-run.ts'
import { parseRules, parseSchedule } from '../../settings.ts'
import type { Issue } from '../issues.ts'
import { variableNames } from '../references.ts'
import { defineSection, type PlanContext, type SectionPlan, twiceSaid, untouched } from '../section.ts'
import { connectionChange } from './connection-change.ts'
import { connectionCreation } from './connection-creation.ts'
import { type ConnectionItem, connectionSection, secretNames } from './connection-item.ts'

const Item = z.strictObject({
  label: z.string().trim().min(1).max(100).describe('What it is known by.'),
  connector: z.string().min(1).max(100),
  config: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Its settings. A secret is a reference, `env:NAME` or `file:PATH`, never the secret itself.'),
  autoMap: z.boolean().optional(),
  rules: z.strictObject(ImportRules.shape).partial().optional(),
  schedule: z.strictObject(Schedule.shape).partial().optional(),
  credentialsExpireAt: z.iso.datetime({ offset: true }).or(z.iso.date()).nullable().optional(),
  tickets: TicketSettings.nullable().optional(),
  paused: z.boolean().optional(),
})

export const connections = defineSection({
  name: connectionSection,
  description: 'Connections, known by label. What is left out of one, or of its settings, stays as it is; null takes it away.',
  item: Item,
  describe,
  plan(items, context) {
    const labels = items.map(({ label }) => label)
    for (const { label, connector } of items) {
      context.connections.announce(label)
      context.connectors.set(label, connector)
    }
    const plans = items.map((item, index) => planned(item, `${connectionSection}[${index}]`, context))
    const others = context.hub.connections.filter(({ label }) => !labels.includes(label))
    return {
      steps: [
        ...plans.flatMap(({ steps }) => steps),
        ...others.map(({ label }) => untouched(connectionSection, label, 'left-alone')),
      ],
      issues: [
        ...twiceSaid(connectionSection, labels, (index) => `the label "${labels[index]}"`),
        ...plans.flatMap(({ issues }) => issues),
      ],
    }
  },
})

function planned(item: ConnectionItem, path: string, context: PlanContext): SectionPlan {
  const stored = context.hub.connections.find(({ label }) => label === item.label)
  const plugin = context.plugins.get(item.connector)
  const wrong = wrongConnector(item, stored, context)
  if (wrong !== null) return { steps: [], issues: [{ field: `${path}.connector`, message: wrong }] }
  if (stored !== undefined) return connectionChange({ item, path, stored, plugin }, context)
  return plugin === undefined ? { steps: [], issues: [] } : connectionCreation({ item, path, plugin }, context)
}

function wrongConnector(
  { label, connector }: ConnectionItem,
  stored: StoredConnection | undefined,
  { plugins }: PlanContext,
): Issue['message'] | null {
  if (stored !== undefined && stored.connector !== connector) {
    return `"${label}" is a connection of "${stored.connector}", and a connection keeps its connector. Choose another label.`
  }
  if (stored !== undefined || plugins.has(connector)) return null
  return `There is no connector "${connector}". Choose one of: ${[...plugins.keys()].toSorted().join(', ')}.`
}

function describe(hub: StoredConfiguration, plugins: ReadonlyMap<string, Plugin>): readonly z.input<typeof Item>[] {
  const variableFor = variableNames()
  return hub.connections.map((stored) => {
    const { label, connector, config, autoMap, credentialsExpireGiven: expiry } = stored
    const plugin = plugins.get(connector)
    const references = secretNames(plugin, stored)
      .filter((setting) => Object.hasOwn(stored.secrets, setting))
      .map((setting) => [setting, `env:${variableFor(label, setting)}`])
    return {
      label,
      connector,
      config: { ...config, ...Object.fromEntries(references) },
      ...(canRun(plugin, 'sync') && { autoMap, rules: rulesOf(stored) }),
      ...scheduleOf(stored, plugin),
      ...(expiry !== null && { credentialsExpireAt: expiry.toISOString() }),
      ...ticketsOf(stored),
      ...(stored.state === 'paused' && { paused: true }),
    }
  })
}

function rulesOf({ rules }: StoredConnection) {
  const { kinds, cveRequired, minimumSeverity } = parseRules(rules)
  return { kinds: [...kinds], cveRequired, ...(minimumSeverity !== null && { minimumSeverity }) }
}

/** Only what its connector can run. */
function scheduleOf({ schedule }: StoredConnection, plugin: Plugin | undefined) {
  const { discover, sync } = parseSchedule(schedule)
  const able = {
    ...(canRun(plugin, 'discover') && { discover }),
    ...(canRun(plugin, 'sync') && { sync }),
  }
  return Object.keys(able).length > 0 && { schedule: able }
}

function ticketsOf({ ticketSettings }: StoredConnection): { readonly tickets?: TicketSettings } {
  const tickets = storedTicketSettings(ticketSettings)
  return tickets === null ? {} : { tickets }
}
