import { readFile } from 'node:fs/promises'
import { connectorsFolder } from '@patchbay/connectors/folder'
import type { Plugin } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { embedded } from '../../../test/database/index.ts'
import { createWorld, tester } from '../../../test/spine/world.ts'
import { composeConfiguration } from '../../compose/configuration.ts'
import { composePeople } from '../../compose/people.ts'
import { loadConnectors } from '../../runtime/loader.ts'
import { parseKeys } from '../../runtime/secrets/key.ts'
import { createSealer } from '../../runtime/secrets/sealer.ts'
import { openDatabase } from '../../store/database.ts'
import type { StepRecord } from './apply.ts'

const guide = new URL('../../../../../docs/guide/configuration-file.md', import.meta.url)
const password = 'correct horse battery'

/** The connector with its own settings and their rules, whose vendor lets everybody in. */
function friendly(plugin: Plugin): Plugin {
  return {
    ...plugin,
    open: (config, wiring) => ({ ...plugin.open(config, wiring), check: async () => ({ sees: 'all', warnings: [] }) }),
  }
}

describe('the example of the guide', () => {
  it('is applied as it stands, and changes nothing the second time', async () => {
    const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(await readFile(guide, 'utf8')) ?? []
    const document = parse(yaml)
    await using database = await openDatabase({ ...(await embedded.place()), applicationName: 'test', poolSize: 10 })
    const loaded = await loadConnectors([connectorsFolder])
    const plugins = new Map([...loaded].map(([id, plugin]) => [id, friendly(plugin)]))
    const world = await createWorld(database, { plugins })
    const now = () => new Date('2026-11-28T12:00:00Z')
    const log = { error: () => undefined, warn: () => undefined }
    const { people } = composePeople(database.kysely, { secret: 'a secret that is long enough for cookies', now, log })
    await people.users.create({ email: 'mira@example.com', name: 'Mira', role: 'owner', password })
    await people.users.create({ email: 'ben@example.com', name: 'Ben', role: 'reader', password })
    const { commands } = world
    const sealer = createSealer(parseKeys(world.keys))
    const configuration = composeConfiguration({ database, plugins, sealer, commands, people, now })
    const records: StepRecord[] = []
    const by = { actor: tester, record: async (record: StepRecord) => void records.push(record) }
    const secrets = {
      GitHub: { token: `ghp_${'a'.repeat(36)}` },
      'Endor production': { apiKey: 'endr+key', apiSecret: 'endr+secret' },
      Alerts: { webhookUrl: 'https://hooks.slack.com/services/T0/B0/abc' },
    }

    const { changes } = await configuration.apply({ document, secrets }, by)
    const again = await configuration.plan({ document, secrets })
    const round = await configuration.plan({ document: await configuration.read(), secrets: {} })
    await world.close()

    expect(changes.filter(({ outcome }) => outcome === 'done').map(({ action, name }) => [action, name])).toEqual([
      ['create', 'Online services'],
      ['create', 'Online services / Web shop'],
      ['create', 'GitHub'],
      ['create', 'Endor production'],
      ['create', 'Alerts'],
      ['create', 'Online'],
      ['create', 'name "payment-*" → Payments'],
      ['create', 'tag "team:shop" → Web shop'],
      ['change', 'Alerts'],
      ['change', 'ben@example.com'],
      ['change', 'of the hub'],
    ])
    expect(again.writes).toBe(0)
    expect(round.writes).toBe(0)
    expect(records.map(({ event }) => event).at(-1)).toBe('settings.updated')
    expect(JSON.stringify(records)).not.toMatch(/ghp_|endr\+/)
  })
})
