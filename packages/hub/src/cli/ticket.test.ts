import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import type { Ticket } from '../usecases/browse/resources/ticket.ts'

const jira = { id: 'con_1', label: 'Platform tickets', connector: 'tracker' }
const ticket: Ticket = {
  remediation: { id: 'rem_8', title: 'Upgrade lodash' },
  connection: jira,
  standing: 'linked',
  key: 'SEC-24',
  url: 'https://tickets.test/SEC-24',
  state: 'in-progress',
  word: 'In Review',
  seenAt: null,
  waiting: 0,
  problem: { kind: 'config', message: 'No transition leads on.', field: null, remedy: 'Move it by hand.' },
  createdBy: null,
  createdAt: '2026-11-28T12:00:00.000Z',
}

await describeOnDatabases('patchbay ticket', (open) => {
  let api: TestApi
  let url: string
  let trackers = [jira]
  const opened: unknown[] = []
  const unlinked: number[] = []
  const previewed: unknown[] = []

  beforeAll(async () => {
    const tickets: Browse['tickets'] = {
      list: async ({ remediation }) => {
        const items = remediation?.includes('rem_9') === true ? [] : [ticket]
        return { items, nextCursor: null, count: { value: items.length, relation: 'exact' } }
      },
      of: async () => ticket,
      trackers: async () => ({ items: trackers, nextCursor: null, count: { value: trackers.length, relation: 'exact' } }),
    }
    const browse = { tickets, within: () => browse as unknown as Browse, productTypesOf: async () => new Map() }
    const commands = {
      tickets: {
        open: async (remediationId: number, connectionId: number) => void opened.push([remediationId, connectionId]),
        unlink: async (remediationId: number) => void unlinked.push(remediationId),
        preview: async (...given: unknown[]) => {
          previewed.push(given)
          return { title: 'Fix: lodash', text: 'Closes 2.', labels: ['security'], priority: 'Highest' }
        },
        receive: () => Promise.reject(new Error('Nobody called.')),
      },
    }
    api = await testApi(await open(), { browse, commands })
    url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  })

  afterAll(() => api.app.close())

  const patchbay = (...words: string[]) => run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: api.tokens.writer } })

  it('lists tickets with their states here and there', async () => {
    const { out } = await patchbay('ticket', 'list', '--state', 'in-progress')

    expect(out).toMatch(/SEC-24 +in-progress +In Review +rem_8 +Upgrade lodash +Platform tickets +No transition leads on\./)
  })

  it('opens a ticket in the only tracker there is, and asks which one where there are several', async () => {
    trackers = [jira]
    const one = await patchbay('remediation', 'ticket', 'open', 'rem_8')
    trackers = [jira, { ...jira, id: 'con_2', label: 'Others' }]
    const several = await patchbay('remediation', 'ticket', 'open', 'rem_8')
    const named = await patchbay('remediation', 'ticket', 'open', 'rem_8', '--connection', 'con_2', '--json')
    trackers = []
    const none = await patchbay('remediation', 'ticket', 'open', 'rem_8')

    expect(one.out).toBe(
      'SEC-24 for Upgrade lodash is in-progress (In Review) in Platform tickets.\nhttps://tickets.test/SEC-24\n' +
        '! No transition leads on. Move it by hand.\n',
    )
    expect(several).toMatchObject({ code: 2, said: expect.stringContaining('con_1 (Platform tickets), con_2 (Others)') })
    expect(JSON.parse(named.out)).toMatchObject({ key: 'SEC-24' })
    expect(none).toMatchObject({ code: 2, said: expect.stringContaining('Connect a tracker first.') })
    expect(opened.splice(0)).toEqual([
      [8, 1],
      [8, 2],
    ])
  })

  it('previews a ticket, and names what is wrong with the file before anything is asked', async () => {
    trackers = [jira]
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-tickets-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const [good, wrong] = ['good.json', 'wrong.json'].map((name) => join(folder, name))
    await writeFile(good ?? '', JSON.stringify({ title: 'Fix: {{title}}' }))
    await writeFile(wrong ?? '', JSON.stringify({ title: '{{tilte}}', labels: ['two words'] }))

    const shown = await patchbay('remediation', 'ticket', 'preview', 'rem_8', '--tickets', good ?? '')
    const refused = await patchbay('remediation', 'ticket', 'preview', 'rem_8', '--tickets', wrong ?? '')

    expect(shown.out).toBe('Fix: lodash\nlabels: security\npriority: Highest\n\nCloses 2.\n')
    expect(previewed.splice(0)).toEqual([[8, 1, { title: 'Fix: {{title}}' }]])
    expect(refused.code).toBe(2)
    expect(refused.said).toContain('title: There is no variable {{tilte}}')
    expect(refused.said).toContain('labels.0: A label has')
  })

  it('shows and unlinks the ticket of a remediation, and says where there is none', async () => {
    const shown = await patchbay('remediation', 'ticket', 'show', 'rem_8')
    const missing = await patchbay('remediation', 'ticket', 'show', 'rem_9')
    const gone = await patchbay('remediation', 'ticket', 'unlink', 'rem_8')

    expect(shown.out).toContain('SEC-24')
    expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('"rem_9" has no ticket') })
    expect(gone).toMatchObject({ code: 0, out: 'Unlinked.\n' })
    expect(unlinked.splice(0)).toEqual([8])
  })
})
