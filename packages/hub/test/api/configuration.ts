import type { TestHub } from './hub.ts'

interface Request {
  readonly secrets?: Record<string, Record<string, string>>
  readonly planDigest?: string
}

export interface PlannedChange {
  readonly section: string
  readonly name: string
  readonly action: string
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
  readonly outcome?: string | null
}

/** A secret, for looking where it turns up. */
export const key = 'SECRET-of-the-scanner'
export const secrets = { Scanner: { token: key } }

/** A document with something of everything but people. */
export const full = {
  version: 1,
  productTypes: [{ name: 'Online services' }],
  products: [
    { name: 'Web shop', type: 'Online services', owner: 'team-shop', criticality: 'high', tags: ['pci', 'eu'] },
    { name: 'Intranet', description: 'Only inside.', environment: 'production' },
  ],
  connections: [
    {
      label: 'Scanner',
      connector: 'scanner',
      config: { token: 'env:SCANNER_TOKEN', space: 'acme' },
      autoMap: false,
      rules: { kinds: ['code', 'dependency'], minimumSeverity: 'high' },
      schedule: { sync: { dailyAt: '02:30', timeZone: 'Europe/Berlin' }, discover: null },
      credentialsExpireAt: '2999-01-31',
    },
  ],
  mappingRules: [
    { product: 'Web shop', productType: 'Online services', connection: 'Scanner', name: 'shop*' },
    { product: 'Roof', attribute: { name: 'team' }, owner: 'team-roof' },
  ],
}

/** The connection of it with a change, in a document of its own. */
export function connection(change: object): { version: number; connections: object[] } {
  const [usual] = full.connections
  return { version: 1, connections: [{ ...usual, ...change }] }
}

/** What an owner asks of the configuration of a hub. */
export function configurationOf(hub: () => TestHub) {
  return {
    post: (verb: 'plan' | 'apply', document: object, request: Request = {}) =>
      hub().api.as('owner', 'POST', `/configuration/${verb}`, { document, ...request }),
    exported: async () => (await hub().api.as('owner', 'GET', '/configuration')).body,
  }
}

/** What is created, changed or removed. */
export function written(changes: readonly PlannedChange[]) {
  return changes.filter(({ action }) => !['unchanged', 'left-alone'].includes(action)).map(({ action, name }) => [action, name])
}
