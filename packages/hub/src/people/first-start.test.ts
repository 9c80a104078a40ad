import { beforeAll, describe, expect, it } from 'vitest'
import { describeOnDatabases } from '../../test/database/index.ts'
import { composePeople } from '../compose/people.ts'
import type { Database } from '../store/database.ts'
import { firstStart } from './first-start.ts'

const now = () => new Date('2026-11-28T10:00:00.000Z')
const admin = { email: 'mira@example.com', password: 'correct horse battery' }
const bootstrapToken = 'a-token-for-automation'

await describeOnDatabases('the first start', (open) => {
  let database: Database

  beforeAll(async () => {
    database = await open()
  })

  const start = async (wanted: Parameters<typeof firstStart>[2]) => {
    const { people, tokens } = composePeople(database.kysely, { secret: 'x'.repeat(32), now, log: console })
    await firstStart(people, tokens, wanted, now)
    return people
  }

  describe('with nothing asked for', () => {
    it('creates nobody', async () => {
      const people = await start({})

      expect(await people.users.setupNeeded()).toBe(true)
      expect(await people.audit.verify()).toEqual({ events: 0, brokenAt: null, broken: null })
    })
  })

  describe('with an owner and a token asked for', () => {
    it('creates both once, whatever later starts ask for', async () => {
      const people = await start({ admin, bootstrapToken })
      await start({ admin: { ...admin, email: 'eve@example.com' }, bootstrapToken: 'another-token-for-automation' })

      const users = await people.users.list({ limit: 10, sort: 'email' })
      const caller = await people.tokens.find(bootstrapToken)
      const other = await people.tokens.find('another-token-for-automation')
      const log = await people.audit.list({}, { limit: 10, sort: '-seq' })

      expect(users.items).toMatchObject([{ email: 'mira@example.com', role: 'owner' }])
      expect(caller).toMatchObject({ role: 'owner', userId: null, name: 'bootstrap' })
      expect(other).toBeNull()
      expect(log.items.map(({ event, actor }) => [event, actor.id])).toEqual([
        ['token.created', 'environment'],
        ['user.set-up', 'environment'],
      ])
    })
  })
})
