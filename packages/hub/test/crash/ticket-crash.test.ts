import { createJiraEmulator } from '@patchbay/connectors/jira/emulator'
import { createClock, type FaultRule } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { testDatabases } from '../database/index.ts'
import { freshKeys, tester } from '../spine/world.ts'
import { apart, imported, killAtEach, openPlace, smallTenant } from './harness.ts'

/** Moments in opening a ticket at which a process is killed, told by what has just reached the tracker. */
const moments: readonly Omit<FaultRule, 'action'>[] = [
  // It means to open one, and looks whether there is one already.
  { path: /\/search\/jql$/ },
  // The ticket is there; nobody has noted which one it is.
  { method: 'POST', path: /\/issue$/ },
]

for (const flavour of await testDatabases()) {
  describe.skipIf(flavour.missing !== undefined)(
    `processes that are killed while they open a ticket, on ${flavour.name}`,
    () => {
      it('leave one ticket in the tracker, which the last of them links', async () => {
        const clock = createClock()
        await using jira = await createJiraEmulator({ clock })
        const { email, apiToken } = jira.credentials
        const config = { baseUrl: jira.cloudUrl, email, token: apiToken, project: 'SEC' }
        const keys = freshKeys('crash')
        const place = await flavour.place()
        await imported({ place, keys, tenant: smallTenant({ projects: 1, findings: 10 }) }, async ({ commands, propose }) => {
          await propose()
          await commands.connections.create({ connector: 'jira', label: 'Jira', config }, tester)
        })

        await killAtEach({ place, keys, mode: 'ticket', config: {} }, moments, (moment, kill) => {
          const run = () => {
            kill()
            // The tracker's time passes like that of the next process: its index knows by then what it was told.
            clock.advance(apart * 60_000)
          }
          jira.faults.add({ ...moment, action: { kind: 'meanwhile', run } })
        })

        const issues = jira.site.issues()
        expect(issues).toHaveLength(1)
        await using database = await openPlace(place)
        const tickets = await database.kysely.selectFrom('ticket').selectAll().execute()
        expect(tickets).toMatchObject([{ key: issues[0]?.key }])
        const tasks = await database.kysely.selectFrom('ticket_task').select(['kind', 'state']).execute()
        expect(tasks).toEqual([{ kind: 'create', state: 'done' }])
      }, 240_000)
    },
  )
}
