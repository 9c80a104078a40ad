import type { Store } from '../store/store.ts'
import { defaultSettings, HubSettings } from './browse/resources/settings.ts'
import type { Commands } from './commands.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** Settings of the whole hub. */
export function createHubSettings({ store, now }: Deps): Commands['settings'] {
  return {
    update: (change, actor) =>
      store.transact(async (write) => {
        const settings: Readonly<Record<string, object>> = readHubSettings(await write.settings.hold())
        for (const [group, values] of Object.entries(change)) {
          const given = Object.entries(values).filter(([, value]) => value !== undefined)
          if (given.length === 0) continue
          await write.settings.set(group, { ...settings[group], ...Object.fromEntries(given) }, actor.id, now())
          if (group === 'risk') await write.priority.markAll(false)
        }
      }),
  }
}

/** The settings as they are stored, each value that is missing or not readable by its default. */
export function readHubSettings(stored: ReadonlyMap<string, unknown>): HubSettings {
  const groups = Object.entries(defaultSettings).map(([group, defaults]) => [
    group,
    readGroup(group, defaults, stored.get(group)),
  ])
  return HubSettings.parse(Object.fromEntries(groups))
}

function readGroup(group: string, defaults: object, stored: unknown): Readonly<Record<string, unknown>> {
  const values: Readonly<Record<string, unknown>> = typeof stored === 'object' && stored !== null ? { ...stored } : {}
  return Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => {
      const value = values[name]
      const fits = value !== undefined && isReadable(group, { ...defaults, [name]: value })
      return [name, fits ? value : fallback]
    }),
  )
}

function isReadable(group: string, values: object): boolean {
  return HubSettings.safeParse({ ...defaultSettings, [group]: values }).success
}
