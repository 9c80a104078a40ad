import type { ConfigurationChange, ConfigurationPlan } from '../../api/types.ts'

type Field = ConfigurationChange['fields'][number]

/** What happens to a field: `team-a → team-b`. Of a secret only that it changes. */
export function fieldWords({ secret, before, after }: Field, action: ConfigurationChange['action']): string {
  if (secret) return action === 'create' ? 'secret' : 'secret, changed'
  return action === 'create' ? valueWords(after) : `${valueWords(before)} → ${valueWords(after)}`
}

/** Headings of the parts of a file. */
export const sectionWords: Readonly<Record<string, string>> = {
  productTypes: 'Product types',
  products: 'Products',
  connections: 'Connections',
  scanProfiles: 'Scan profiles',
  mappingRules: 'Mapping rules',
  notifications: 'Notifications',
  people: 'People',
  settings: 'Settings',
}

/** What is written, in the order it is done, by part of the file; and how much of each part is not. */
export function partsOf<Change extends ConfigurationChange>(changes: readonly Change[]) {
  const sections = [...new Set(changes.map(({ section }) => section))]
  return sections.map((section) => {
    const mine = changes.filter((change) => change.section === section)
    return {
      section,
      written: mine
        .filter(({ action }) => action !== 'unchanged' && action !== 'left-alone')
        .map((change, place) => ({ place, change })),
      unchanged: mine.filter(({ action }) => action === 'unchanged').length,
      leftAlone: mine.filter(({ action }) => action === 'left-alone').map(({ name }) => name),
    }
  })
}

/** The secrets somebody has to say before the file can be applied. */
export function missingSecrets({ secrets }: ConfigurationPlan) {
  return secrets.filter(({ state }) => state === 'missing')
}

function valueWords(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'none'
  if (Array.isArray(value)) return value.map(valueWords).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
