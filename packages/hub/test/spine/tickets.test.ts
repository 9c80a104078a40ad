import jira from '@patchbay/connectors/jira'
import { createJiraEmulator, type JiraEmulator } from '@patchbay/connectors/jira/emulator'
import type { Sighting } from '@patchbay/sdk'
import { describe, expect, it, onTestFinished } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import { connection } from './look.ts'
import { paged, sighting } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { browse } from './telling.ts'
import { createVendor, product, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

/** A scanner with one proposal, and a Jira on the same clock. */
interface Scene {
  readonly stage: Stage
  readonly world: World
  readonly vendor: Vendor
  readonly vendorId: number
  readonly jira: JiraEmulator
  readonly jiraId: number
  readonly remediationId: number
  open(): Promise<void>
  /** Minutes pass, and the hub does what it does every minute. */
  later(minutes: number): Promise<void>
  ticket(): Promise<Awaited<ReturnType<ReturnType<typeof browse>['tickets']['of']>>>
  state(): Promise<string | undefined>
}

const lodash = [1, 2].map((number) =>
  sighting('web', `F${number}`, { identifiers: [`CVE-2024-200${number}`], package: 'lodash' }),
)

async function scene(stage: Stage): Promise<Scene> {
  const vendor = createVendor('alpha')
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: paged(lodash, 5) })
  const world = await stage.world([vendor, jira])
  const vendorId = await connect(world, vendor)
  await world.settle()
  await world.propose()
  const clock = { now: stage.now, advance: () => undefined, set: () => undefined }
  const emulator = await createJiraEmulator({ clock })
  onTestFinished(() => emulator.close())
  const { email, apiToken } = emulator.credentials
  const config = { baseUrl: emulator.cloudUrl, email, token: apiToken, project: 'SEC', webhookSecret: emulator.webhookSecret }
  const { connectionId: jiraId } = await world.commands.connections.create({ connector: 'jira', label: 'Jira', config }, tester)
  const { id: remediationId } = await world.database.kysely.selectFrom('remediation').select('id').executeTakeFirstOrThrow()
  return {
    stage,
    world,
    vendor,
    vendorId,
    jira: emulator,
    jiraId,
    remediationId,
    open: async () => {
      await world.commands.tickets.open(remediationId, jiraId, tester)
      await world.keepTickets()
    },
    later: async (minutes) => {
      stage.pass({ minutes })
      await world.keepTickets()
    },
    ticket: () => browse(stage).tickets.of(publicId('remediation', remediationId)),
    state: async () =>
      (await world.database.kysely.selectFrom('remediation').select('state').where('id', '=', remediationId).executeTakeFirst())
        ?.state,
  }
}

async function resync({ world, vendor, vendorId }: Scene, findings: readonly Sighting[]): Promise<void> {
  vendor.findings.set('web', { pages: findings.length === 0 ? [{ items: [] }] : paged(findings, 5) })
  await sync(world, vendorId)
}

const writes = ({ requests }: JiraEmulator) =>
  requests.all.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search/jql'))
const created = (emulator: JiraEmulator) => writes(emulator).filter(({ path }) => path.endsWith('/issue')).length
const said = ({ site }: JiraEmulator) =>
  site.issues().flatMap(({ comments }) => comments.map(({ body }) => JSON.stringify(body)))

async function events({ world, remediationId }: Scene) {
  return world.database.kysely
    .selectFrom('remediation_event')
    .selectAll()
    .where('remediation_id', '=', remediationId)
    .orderBy('id')
    .execute()
}

await describeSpine('tickets', (stage) => {
  describe('a ticket', () => {
    it('says what to do with a way back, is shown at its remediation, and opens what was only proposed', async () => {
      const at = await scene(stage())

      await at.open()

      const [issue, ...others] = at.jira.site.issues()
      expect(others).toEqual([])
      expect(issue?.summary).toMatch(/^Upgrade lodash .* in web$/)
      const text = JSON.stringify(issue?.description)
      for (const words of [
        `https://hub.test/remediations/${publicId('remediation', at.remediationId)}`,
        'CVE-2024-2001',
        'CVE-2024-2002',
      ])
        expect(text).toContain(words)
      expect(await at.state()).toBe('open')
      expect(await at.ticket()).toMatchObject({
        standing: 'linked',
        key: issue?.key,
        url: null,
        state: 'open',
        word: 'To Do',
        waiting: 0,
        problem: null,
        connection: { label: 'Jira' },
      })
      await expect(at.world.commands.tickets.open(at.remediationId, at.jiraId, tester)).rejects.toMatchObject({
        details: { code: 'ticket-exists' },
      })
    })

    it('is like its connection wants it, where that says otherwise than the hub, and a preview says the same before', async () => {
      const at = await scene(stage())
      const { tickets, connections } = at.world.commands
      const usual = await tickets.preview(at.remediationId, at.jiraId)
      const wanted = {
        title: 'Fix: {{title}}',
        labels: ['security'],
        priorities: { critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' },
      } as const
      const preview = await tickets.preview(at.remediationId, at.jiraId, { ...wanted, labels: [...wanted.labels] })
      await connections.update(at.jiraId, { tickets: { ...wanted, labels: [...wanted.labels] } }, tester)

      await at.open()

      expect(usual).toMatchObject({ labels: [], priority: null })
      expect(preview).toMatchObject({
        title: `Fix: ${usual.title.replace(/ in web$/, '')}`,
        text: usual.text,
        labels: ['security'],
      })
      expect(await tickets.preview(at.remediationId, at.jiraId)).toEqual(preview)
      const [issue] = at.jira.site.issues()
      expect(issue?.summary).toBe(preview.title)
      expect(issue?.labels).toContain('security')
      expect(preview.priority).not.toBeNull()
      expect(issue?.fields['priority']).toEqual({ name: preview.priority })
      await expect(connections.update(at.vendorId, { tickets: { title: 'x' } }, tester)).rejects.toMatchObject({
        details: { code: 'connection-takes-no-tickets', field: 'tickets' },
      })
      await connections.update(at.jiraId, { tickets: null }, tester)
      expect(await tickets.preview(at.remediationId, at.jiraId)).toEqual(usual)
    })

    it('whose opening timed out after the tracker had created it is found again once the tracker shows it, and never opened twice', async () => {
      const at = await scene(stage())
      at.jira.faults.add({ method: 'POST', path: '/rest/api/3/issue', action: { kind: 'reset', when: 'after' } })

      await at.open()
      await at.later(1)
      expect(created(at.jira), 'not before the index can know').toBe(1)
      expect(await at.ticket()).toMatchObject({ standing: 'opening', problem: { kind: 'unreachable' } })
      await at.later(2)

      expect(created(at.jira)).toBe(1)
      expect(await at.ticket()).toMatchObject({ standing: 'linked', key: 'SEC-1', problem: null })
    })

    it('is opened once by two workers, and by another one when the first died with it', async () => {
      const at = await scene(stage())
      const other = await stage().world([at.vendor, jira], { keys: at.world.keys })
      await at.world.commands.tickets.open(at.remediationId, at.jiraId, tester)
      // Somebody takes it and is never heard of again.
      const now = stage().now()
      await at.world.store.transact((write) => write.ticketTasks.claim(now, new Date(now.getTime() + 600_000), 10))

      await Promise.all([at.world.keepTickets(), other.keepTickets()])
      expect(created(at.jira)).toBe(0)
      stage().pass({ minutes: 11 })
      await Promise.all([at.world.keepTickets(), other.keepTickets()])

      expect(created(at.jira)).toBe(1)
      expect(await at.ticket()).toMatchObject({ standing: 'linked' })
    })

    it('that cannot be opened says why, here and at its connection, and is opened when somebody asks again', async () => {
      const at = await scene(stage())
      const refusal = at.jira.faults.add({ method: 'POST', action: { kind: 'status', status: 401 }, count: 100 })

      await at.open()
      expect(await at.ticket()).toMatchObject({ standing: 'failed', problem: { kind: 'credentials', field: 'token' } })
      expect(await connection(at.world, at.jiraId)).toMatchObject({ state: 'attention', problem: { kind: 'credentials' } })
      refusal.remove()
      await at.later(60)
      expect(created(at.jira), 'not by itself').toBe(0)
      await at.open()

      expect(await at.ticket()).toMatchObject({ standing: 'linked' })
      expect(await connection(at.world, at.jiraId)).toMatchObject({ state: 'connected' })
    })

    it('that is deleted over there is gone, and unlinked makes room for another one', async () => {
      const at = await scene(stage())
      await at.open()
      at.jira.site.remove(at.jira.site.issues()[0]?.id ?? '')

      await at.later(25 * 60)
      expect(await at.ticket()).toMatchObject({ standing: 'gone' })
      await at.world.commands.tickets.unlink(at.remediationId, tester)
      await at.open()

      expect(await at.ticket()).toMatchObject({ standing: 'linked', key: 'SEC-2' })
    })
  })

  describe('what people do over there', () => {
    it('moves the remediation, and a scan that proves it comments and leaves the closed ticket as it is; then there is silence', async () => {
      const at = await scene(stage())
      await at.open()
      const id = at.jira.site.issues()[0]?.id ?? ''

      at.jira.site.moveTo(id, 'in-progress')
      await at.later(6)
      expect(await at.state()).toBe('in-progress')
      at.jira.site.moveTo(id, 'done')
      await at.later(6)
      expect(await at.state()).toBe('awaiting-verification')
      expect((await events(at)).at(-1)).toMatchObject({ actor: 'TICKET', data: { reason: 'Ticket SEC-1 is Done.' } })
      await resync(at, [])
      await at.later(1)

      expect(await at.state()).toBe('resolved')
      expect(said(at.jira)).toEqual([expect.stringContaining('a complete scan no longer sees')])
      expect(at.jira.site.find(id)).toMatchObject({ status: { name: 'Done' } })
      const before = [writes(at.jira).length, (await events(at)).length]
      for (let round = 0; round < 6; round += 1) await at.later(6)
      await at.later(25 * 60)
      expect([writes(at.jira).length, (await events(at)).length]).toEqual(before)
    })

    it('counts at once when the tracker calls with a proof, and not without', async () => {
      const at = await scene(stage())
      await at.open()
      const id = at.jira.site.issues()[0]?.id ?? ''
      const { receive } = at.world.commands.tickets
      const call = (given: { headers: Readonly<Record<string, string>>; body: string }) =>
        receive({ connectionId: at.jiraId, headers: given.headers, body: Buffer.from(given.body) })
      stage().pass({ minutes: 3 })
      at.jira.site.moveTo(id, 'in-progress')
      const real = at.jira.call(id)

      expect(await call({ ...real, headers: { 'x-hub-signature': `sha256=${'0'.repeat(64)}` } })).toBe('unproved')
      expect(await call({ ...real, headers: {} })).toBe('unproved')
      expect(await call({ ...real, body: `${real.body} ` })).toBe('unproved')
      expect(await at.state()).toBe('open')
      stage().pass({ minutes: 1 })
      expect(await call(real)).toBe('taken')
      expect(await at.state()).toBe('in-progress')
      expect(await call(at.jira.call('4711'))).toBe('ignored')
    })

    it('dismisses the remediation when it will not be done, which is not told the ticket; taken up again here it is opened again there', async () => {
      const at = await scene(stage())
      await at.open()
      const id = at.jira.site.issues()[0]?.id ?? ''
      at.jira.site.moveTo(id, 'wont-do')

      await at.later(6)
      expect(await at.state()).toBe('dismissed')
      await at.later(1)
      expect(said(at.jira)).toEqual([])
      await at.world.commands.remediations.act(at.remediationId, 'restore', 'After all.', tester)
      await at.later(1)

      expect(at.jira.site.find(id)).toMatchObject({ status: { name: 'To Do' } })
      expect(said(at.jira)).toEqual([expect.stringContaining('After all.')])
      // The index of the tracker shows the old state for a while.
      await at.later(6)
      expect(await at.state()).toBe('open')
    })
  })

  describe('what a scan finds', () => {
    it('left after a fix in part is said on the ticket by name, once, and the ticket is opened again', async () => {
      const at = await scene(stage())
      await at.open()
      const id = at.jira.site.issues()[0]?.id ?? ''
      at.jira.site.moveTo(id, 'done')
      await at.later(6)

      await resync(at, lodash.slice(0, 1))
      await at.later(1)
      await resync(at, lodash.slice(0, 1))
      await at.later(1)

      expect(said(at.jira)).toEqual([expect.stringContaining('CVE-2024-2001')])
      expect(said(at.jira)[0]).not.toContain('CVE-2024-2002')
      expect(at.jira.site.find(id)).toMatchObject({ status: { name: 'To Do' } })
      await at.later(6)
      expect(await at.state(), 'its own move is no news').toBe('awaiting-verification')
    })

    it('to have come back is said on the ticket, which is opened again; a comment whose answer was lost is not said twice', async () => {
      const at = await scene(stage())
      await at.open()
      await at.world.commands.remediations.act(at.remediationId, 'merge', null, tester)
      await resync(at, [])
      await at.later(1)
      expect(at.jira.site.issues()).toMatchObject([{ status: { name: 'Done' }, resolution: 'Done' }])
      at.jira.faults.add({ method: 'POST', path: '/rest/api/3/issue/{id}/comment', action: { kind: 'reset', when: 'after' } })

      await resync(at, lodash)
      await at.later(1)
      await at.later(3)

      expect(await at.state()).toBe('reopened')
      expect(said(at.jira)).toHaveLength(2)
      expect(at.jira.site.issues()).toMatchObject([{ status: { name: 'To Do' } }])
    })
  })
})
