import type { Fault, NewTicket } from '@patchbay/sdk'
import { createClock } from '@patchbay/sdk/testing'
import { providedClient } from '@patchbay/sdk/testing/client'
import { expect, it, onTestFinished } from 'vitest'
import { createGitLabEmulator, type GitLabEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'
import connector from './index.ts'

const moment = '2026-12-01T12:00:00.000Z'

const ticket: NewTicket = {
  marker: 'abc123def456',
  since: moment,
  repository: { fullName: 'acme-platform/gateway', url: 'https://gitlab.com/acme-platform/gateway', nativeId: '50400101' },
  title: 'Upgrade lodash',
  text: [{ kind: 'paragraph', line: [{ text: '/close' }] }],
}

async function open(settings: (gitlab: GitLabEmulator) => Record<string, unknown> = () => ({})) {
  const gitlab = await createGitLabEmulator({ projects: sampleProjects, clock: createClock(moment) })
  const { signal } = new AbortController()
  const log = { info: () => {}, warn: () => {} }
  const sleep = async (wait: number) => gitlab.clock.advance(wait)
  const clock = { now: () => gitlab.clock.now().getTime(), random: () => 0.5, sleep }
  const client = await providedClient()({ clock, secrets: [], signal, log, onRequest: () => {} })
  onTestFinished(async () => {
    await client.close()
    await gitlab.close()
  })
  const config = { token: gitlab.credentials.writer, issues: true, baseUrl: gitlab.url, ...settings(gitlab) }
  const { tickets } = connector.open(config, { signal, log, connect: client.connect })
  if (tickets === undefined) throw new Error('It has no tickets.')
  return { gitlab, tickets }
}

const raised = (run: Promise<unknown>) => run.then(() => null).catch((error: unknown) => error as Fault)

it('opens a confidential issue whose words are no quick action', async () => {
  const { gitlab, tickets } = await open()

  const { key, url } = await tickets.create(ticket)

  expect([key, url]).toEqual(['acme-platform/gateway#1', 'https://gitlab.com/acme-platform/gateway/-/issues/1'])
  expect(gitlab.requests.all.at(-1)?.body).toMatchObject({ confidential: true, labels: 'patchbay' })
  expect(gitlab.issues.held()).toMatchObject([{ content: '\\/close\n\n<!-- patchbay:abc123def456 -->' }])
})

it('puts the labels on it that are asked for, and how urgent it is', async () => {
  const { gitlab, tickets } = await open()

  await tickets.create({ ...ticket, labels: ['security'], priority: 'urgent' })

  expect(gitlab.requests.all.at(-1)?.body).toMatchObject({ labels: 'patchbay,security,urgent' })
})

it('goes on under the project’s id after it was moved', async () => {
  const { gitlab, tickets } = await open()
  const { id } = await tickets.create(ticket)
  gitlab.controls.rename('acme-platform/gateway', 'acme-platform/edge')

  expect(await tickets.move(id, 'done')).toMatchObject({ id, key: 'acme-platform/edge#1', state: 'done' })
})

it('closes what will not be done with a label that says so, and takes it away again', async () => {
  const { tickets } = await open()
  const { id } = await tickets.create(ticket)

  expect(await tickets.move(id, 'wont-do')).toMatchObject({ state: 'wont-do', word: 'closed, patchbay::wont-do' })
  await tickets.move(id, 'open')
  expect(await tickets.move(id, 'done')).toMatchObject({ state: 'done', word: 'closed' })
})

it('names the scope that is missing', async () => {
  const { tickets } = await open(({ credentials }) => ({ token: credentials.personal }))

  const fault = await raised(tickets.create(ticket))

  expect(fault).toMatchObject({ kind: 'permission', details: { field: 'token' } })
  expect(fault?.details.remedy).toContain('scope api')
})

it('opens none in a project that only has the same path, unless one is set for all', async () => {
  const elsewhere = {
    ...ticket,
    repository: { fullName: 'acme-platform/gateway', url: 'https://github.com/acme-platform/gateway', nativeId: '7' },
  }
  const { gitlab, tickets } = await open()
  const other = await open(() => ({ issueProject: 'acme-mobile/ios-app' }))

  expect(await raised(tickets.create(elsewhere))).toMatchObject({ kind: 'config', details: { field: 'issueProject' } })
  expect(gitlab.issues.held()).toEqual([])
  expect((await other.tickets.create(elsewhere)).key).toBe('acme-mobile/ios-app#1')
})

it('opens none in a project that was made anew under the old path', async () => {
  const { gitlab, tickets } = await open()
  const repository = { fullName: 'acme-platform/gateway', url: 'https://gitlab.com/acme-platform/gateway', nativeId: '7' }

  expect(await raised(tickets.create({ ...ticket, repository }))).toMatchObject({ kind: 'config' })
  expect(gitlab.issues.held()).toEqual([])
})

const newsOf = async (tickets: Awaited<ReturnType<typeof open>>['tickets'], id: string, since: string | null) => {
  for await (const [news] of tickets.read({ ids: [id], since })) return news
  return undefined
}

it('takes an issue that was moved to another project for gone, and not for done', async () => {
  const { gitlab, tickets } = await open()
  const { id } = await tickets.create(ticket)
  gitlab.issues.moveAway(id)

  expect([await newsOf(tickets, id, moment), await newsOf(tickets, id, null)]).toEqual([undefined, { kind: 'gone', id }])
  expect(await raised(tickets.move(id, 'open'))).toMatchObject({ kind: 'config' })
})

it('takes an issue that was closed as a duplicate for one that will not be done', async () => {
  const { gitlab, tickets } = await open()
  const { id } = await tickets.create(ticket)
  gitlab.issues.closeAsDuplicate(id)

  expect(await newsOf(tickets, id, null)).toMatchObject({ ticket: { state: 'wont-do', word: 'closed as a duplicate' } })
  expect(await tickets.move(id, 'open')).toMatchObject({ state: 'open' })
})
