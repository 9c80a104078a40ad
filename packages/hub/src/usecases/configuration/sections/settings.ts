import type { StoredConfiguration } from '../../../store/configuration/reader.ts'
import { HubSettingsChange } from '../../browse/resources/settings.ts'
import { readHubSettings } from '../../hub-settings.ts'
import { difference, type PlanContext, type Section, type SectionPlan, untouched, valuesBefore } from '../section.ts'

const section = 'settings'

/** Settings of the whole hub, in their groups. */
export const settings: Section = {
  name: section,
  schema: HubSettingsChange.describe('Settings of the whole hub. What is left out stays as it is.'),
  describe: (hub) => settingsOf(hub),
  plan: (given, context) => planned(HubSettingsChange.parse(given), context),
}

function planned(wanted: HubSettingsChange, { hub, commands }: PlanContext): SectionPlan {
  const today: Readonly<Record<string, object>> = settingsOf(hub)
  const fields = Object.entries(wanted).flatMap(([group, values]) => {
    const before = new Map(Object.entries(today[group] ?? {}))
    return Object.entries(values).flatMap(([name, after]) =>
      after === undefined ? [] : difference(`${group}.${name}`, before.get(name) ?? null, after),
    )
  })
  if (fields.length === 0) return { steps: [untouched(section, 'of the hub', 'unchanged')], issues: [] }
  return {
    steps: [
      {
        change: { section, name: 'of the hub', action: 'change', fields: [...fields] },
        actions: [
          {
            event: 'settings.updated',
            object: null,
            before: valuesBefore(fields),
            after: wanted,
            async run(actor) {
              await commands.settings.update(wanted, actor)
              return 'settings'
            },
          },
        ],
      },
    ],
    issues: [],
  }
}

function settingsOf({ settings: stored }: StoredConfiguration) {
  return readHubSettings(stored)
}
