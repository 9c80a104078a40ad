import type { Fault, NewTicket } from '@patchbay/sdk'
import { createClock, demoTenant, type Tenant } from '@patchbay/sdk/testing'
import { providedClient } from '@patchbay/sdk/testing/client'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { createGitHubEmulator, type GitHubEmulator } from './emulator.ts'
import connector from './index.ts'

const moment = '2026-12-01T12:00:00.000Z'
let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

const ticket = (fullName: string, url = `https://github.com/${fullName}`): NewTicket => ({
  marker: 'abc123def456',
  since: moment,
  repository: { fullName, url, nativeId: null },
  title: 'Upgrade lodash',
  text: [{ kind: 'paragraph', line: [{ text: 'To 4.17.21.' }] }],
})

async function open(settings: (github: GitHubEmulator) => Record<string, unknown> = () => ({})) {
  const github = await createGitHubEmulator({ tenant, clock: createClock(moment) })
  const { signal } = new AbortController()
  const log = { info: () => {}, warn: () => {} }
  const sleep = async (wait: number) => github.clock.advance(wait)
  const clock = { now: () => github.clock.now().getTime(), random: () => 0.5, sleep }
  const client = await providedClient()({ clock, secrets: [], signal, log, onRequest: () => {} })
  onTestFinished(async () => {
    await client.close()
    await github.close()
  })
  const config = { token: github.credentials.classic, issues: true, baseUrl: github.url, ...settings(github) }
  const { tickets } = connector.open(config, { signal, log, connect: client.connect })
  if (tickets === undefined) throw new Error('It has no tickets.')
  return { github, tickets }
}

const raised = (run: Promise<unknown>) => run.then(() => null).catch((error: unknown) => error as Fault)

it('opens an issue with an invisible mark at its end', async () => {
  const { github, tickets } = await open()

  const { key, url } = await tickets.create(ticket('acme/identity'))

  expect([key, url]).toEqual(['acme/identity#1', 'https://github.com/acme/identity/issues/1'])
  expect(github.issues.held()).toMatchObject([{ content: 'To 4.17.21.\n\n<!-- patchbay:abc123def456 -->' }])
})

it('puts the labels on it that are asked for, and how urgent it is', async () => {
  const { github, tickets } = await open()

  await tickets.create({ ...ticket('acme/identity'), labels: ['security'], priority: 'urgent' })

  expect(github.requests.all.at(-1)?.body).toMatchObject({ labels: ['patchbay', 'security', 'urgent'] })
})

it('opens none in a public repository, where everybody would read what is vulnerable', async () => {
  const { github, tickets } = await open()
  const publicOne = tenant.repositories.find(
    ({ visibility, cloneUrl }) => visibility === 'public' && cloneUrl?.includes('github.com'),
  )

  const fault = await raised(tickets.create(ticket(publicOne?.fullName ?? '')))

  expect(fault).toMatchObject({ kind: 'config', details: { field: 'issueRepository' } })
  expect(fault?.message).toContain('is public')
  expect(github.issues.held()).toEqual([])
})

it('opens none in a repository that only has the same name, unless one is set for all', async () => {
  const { github, tickets } = await open()
  const elsewhere = ticket('acme/identity', 'https://gitlab.com/acme/identity')

  expect(await raised(tickets.create(elsewhere))).toMatchObject({ kind: 'config', details: { field: 'issueRepository' } })
  expect(github.issues.held()).toEqual([])
  const other = await open(() => ({ issueRepository: 'acme/web-shop' }))
  expect((await other.tickets.create(elsewhere)).key).toBe('acme/web-shop#1')
})

it('names the permission that is missing', async () => {
  const { tickets } = await open(({ credentials }) => ({ token: credentials.fineGrained }))

  const fault = await raised(tickets.create(ticket('acme/identity')))

  expect(fault).toMatchObject({ kind: 'permission', details: { field: 'token' } })
  expect(fault?.details.remedy).toContain('“Issues: read and write”')
})

it('opens nothing while issues are switched off, and says so', async () => {
  const { tickets } = await open(() => ({ issues: false }))

  expect(tickets.refuses(ticket('acme/identity'))).toContain('switched off')
})

it('says where work in no single repository has to be opened', async () => {
  const { tickets } = await open()
  const other = await open(() => ({ issueRepository: 'acme/web-shop' }))

  expect(tickets.refuses({ repository: null })).toContain('Enter a repository')
  expect(other.tickets.refuses({ repository: null })).toBeUndefined()
})

it('tells what was closed as not planned from what was completed', async () => {
  const { github, tickets } = await open()
  const { id } = await tickets.create(ticket('acme/identity'))
  const read = async () => {
    for await (const [news] of tickets.read({ ids: [id], since: null })) return news
    return undefined
  }

  github.issues.people.move(id, 'wont-do')
  expect(await read()).toMatchObject({ ticket: { state: 'wont-do', word: 'closed as not planned' } })
  github.issues.people.move(id, 'done')
  expect(await read()).toMatchObject({ ticket: { state: 'done', word: 'closed as completed' } })
})

it('leaves alone what has the same number in another repository that got the name since', async () => {
  const { github, tickets } = await open()
  const { id } = await tickets.create(ticket('acme/identity'))
  github.controls.recreate('acme/identity')
  const { number } = await openByHand(github, 'acme/identity', 'Somebody else’s')
  const read = async (since: string | null) => {
    for await (const [news] of tickets.read({ ids: [id], since })) return news
    return undefined
  }

  const comment = { marker: 'abc123def457', since: moment, text: [] }

  expect(number).toBe(1)
  expect([await read(null), await read(moment)]).toEqual([{ kind: 'gone', id }, undefined])
  expect(await raised(tickets.comment(id, comment))).toMatchObject({ kind: 'config' })
  expect(await raised(tickets.move(id, 'done'))).toMatchObject({ kind: 'config' })
  expect(github.issues.held()).toMatchObject([{ title: 'Somebody else’s', state: 'open', comments: [] }])
})

it('opens none in a repository that was made anew under the old name', async () => {
  const { github, tickets } = await open()
  const meant = ticket('acme/identity')
  const fault = await raised(
    tickets.create({
      ...meant,
      repository: { ...meant.repository, fullName: 'acme/identity', url: 'https://github.com/acme/identity', nativeId: '7' },
    }),
  )

  expect(fault).toMatchObject({ kind: 'config', message: expect.stringContaining('another repository') })
  expect(github.issues.held()).toEqual([])
})

async function openByHand({ url, credentials }: GitHubEmulator, fullName: string, title: string) {
  const headers = {
    authorization: `Bearer ${credentials.classic}`,
    'user-agent': 'somebody',
    'content-type': 'application/json',
  }
  const answer = await fetch(`${url}/repos/${fullName}/issues`, { method: 'POST', headers, body: JSON.stringify({ title }) })
  return (await answer.json()) as { readonly number: number }
}
