import type { Plugin } from '@patchbay/sdk'
import { defaultRules } from '../../../domain/import-rules.ts'
import { publicId } from '../../../domain/public-id.ts'
import type { ConnectInput } from '../../commands.ts'
import { checkedExpiry, checkedRules, checkedSchedule, defaultSchedule } from '../../settings.ts'
import { issuesThrownBy } from '../issues.ts'
import { madeId } from '../names.ts'
import { type Action, difference, type PlanContext, type SectionPlan } from '../section.ts'
import { type ConnectionItem, connectionSection, settingsIssues, settingsPlan, ticketIssues } from './connection-item.ts'

interface Question {
  readonly item: ConnectionItem
  readonly path: string
  readonly plugin: Plugin
}

/** Connects what the hub does not have. Discover and the first sync then begin by themselves, as always. */
export function connectionCreation({ item, path, plugin }: Question, context: PlanContext): SectionPlan {
  const { label, connector, autoMap, rules, schedule, credentialsExpireAt, tickets, paused } = item
  const { patch, shown, fields, secrets, issues } = settingsPlan({ item, path, plugin }, context)
  const config = withoutNull(patch)
  const options = {
    ...(autoMap !== undefined && { autoMap }),
    ...(rules !== undefined && { rules }),
    ...(schedule !== undefined && { schedule }),
    ...(tickets != null && { tickets }),
    ...(credentialsExpireAt != null && { credentialsExpireAt }),
  }
  const input: ConnectInput = { connector, label, config, ...options }
  const given = { ...options, ...(paused === true && { paused }) }
  return {
    steps: [
      {
        change: {
          section: connectionSection,
          name: label,
          action: 'create',
          fields: [
            ...difference('connector', null, connector),
            ...fields.filter(({ secret, after }) => secret || after !== null),
            ...Object.entries(given).flatMap(([field, after]) => difference(field, null, after)),
          ],
        },
        path,
        secrets,
        check: () => context.commands.connections.checkDraft(connector, config),
        actions: [
          creation(input, { ...input, config: withoutNull(shown) }, context),
          ...(paused === true ? [pause(label, context)] : []),
        ],
      },
    ],
    issues: [
      ...issues,
      ...settingsIssues(plugin, config, { path, secrets }),
      ...issuesThrownBy(path, () => checkedRules({ ...defaultRules, ...rules })),
      ...issuesThrownBy(path, () => checkedSchedule({ ...defaultSchedule, ...schedule })),
      ...(tickets == null ? [] : ticketIssues(plugin, path)),
      ...issuesThrownBy(path, () => checkedExpiry(credentialsExpireAt ?? null, context.now())),
    ],
  }
}

function creation(input: ConnectInput, shown: unknown, { commands, connections }: PlanContext): Action {
  return {
    event: 'connection.created',
    object: null,
    before: null,
    after: shown,
    async run(actor) {
      const { connectionId } = await commands.connections.create(input, actor)
      connections.keep(input.label, connectionId)
      return publicId('connection', connectionId)
    },
  }
}

function pause(label: string, { commands, connections }: PlanContext): Action {
  return {
    event: 'connection.paused',
    object: null,
    before: null,
    after: null,
    async run(actor) {
      const id = madeId(connections, label)
      await commands.connections.pause(id, actor)
      return publicId('connection', id)
    },
  }
}

function withoutNull(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
}
