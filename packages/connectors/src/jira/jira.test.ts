import type { Fault, NewTicket, TicketNews, TicketText } from '@patchbay/sdk'
import { createClock } from '@patchbay/sdk/testing'
import { providedClient } from '@patchbay/sdk/testing/client'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toDocument } from './adf.ts'
import { createJiraEmulator, type JiraEmulator } from './emulator.ts'
import { complaintAboutDocument, complaintAboutWiki } from './emulator-adf.ts'
import { localTime } from './emulator-jql.ts'
import connector from './index.ts'
import { toTicket } from './map.ts'
import { localMinute } from './search.ts'
import { toWiki } from './wiki.ts'

const beginning = '2026-11-28T12:00:00.000Z'

const ticket: NewTicket = {
  marker: 'abc123def456',
  since: beginning,
  repository: null,
  title: 'Upgrade lodash\nto 4.17.21',
  text: [{ kind: 'paragraph', line: [{ text: 'Upgrade it.' }] }],
}

async function open(settings: (jira: JiraEmulator) => Record<string, unknown> = () => ({})) {
  const jira = await createJiraEmulator({ clock: createClock(beginning) })
  const { email, apiToken } = jira.credentials
  const config = { baseUrl: jira.cloudUrl, email, token: apiToken, project: 'SEC', ...settings(jira) }
  const { signal } = new AbortController()
  const log = { info: () => {}, warn: () => {} }
  const sleep = async (wait: number) => jira.clock.advance(wait)
  const clock = { now: () => jira.clock.now().getTime(), random: () => 0.5, sleep }
  const client = await providedClient()({ clock, secrets: [], signal, log, onRequest: () => {} })
  onTestFinished(async () => {
    await client.close()
    await jira.close()
  })
  const { tickets } = connector.open(config, { signal, log, connect: client.connect })
  if (tickets === undefined) throw new Error('It has no tickets.')
  return { jira, tickets }
}

const raised = (run: Promise<unknown>) => run.then(() => null).catch((error: unknown) => error as Fault)

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('{code}', '[~admin]', '*', '\u0000', '🛡').map((word) => word.repeat(400)),
)
const span = fc.record(
  { text: words, as: fc.option(fc.constantFrom('strong' as const, 'code' as const), { nil: undefined }) },
  { requiredKeys: ['text'] },
)
const line = fc.array(span, { maxLength: 4 })
const text: fc.Arbitrary<TicketText> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('paragraph' as const), line }),
    fc.record({ kind: fc.constant('list' as const), lines: fc.array(line, { maxLength: 30 }) }),
    fc.record({ kind: fc.constant('code' as const), text: words }),
  ),
  { maxLength: 8 },
)

describe('the text of a ticket', () => {
  it('is a document Jira Cloud takes and markup Data Center takes, whatever its words', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(complaintAboutDocument(toDocument(any))).toBeNull()
        expect(complaintAboutWiki(toWiki(any))).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('becomes paragraphs, lists, code and links', () => {
    const some: TicketText = [
      { kind: 'paragraph', line: [{ text: 'Upgrade ' }, { text: 'lodash', as: 'code' }, { text: ' now', as: 'strong' }] },
      { kind: 'list', lines: [[{ text: 'CVE-1', url: 'https://hub.example/1' }, { text: ' in a_b' }]] },
      { kind: 'code', text: 'npm i' },
    ]

    expect(toDocument(some)).toEqual({
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Upgrade ' },
            { type: 'text', text: 'lodash', marks: [{ type: 'code' }] },
            { type: 'text', text: ' now', marks: [{ type: 'strong' }] },
          ],
        },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [
                    { type: 'text', text: 'CVE-1', marks: [{ type: 'link', attrs: { href: 'https://hub.example/1' } }] },
                    { type: 'text', text: ' in a_b' },
                  ],
                },
              ],
            },
          ],
        },
        { type: 'codeBlock', content: [{ type: 'text', text: 'npm i' }] },
      ],
    })
    expect(toWiki(some)).toBe(
      'Upgrade {{lodash}} *now*\n\n* [CVE\\-1|https://hub.example/1] in a\\_b\n\n{noformat}\nnpm i\n{noformat}',
    )
  })

  it('links nowhere but to web addresses', () => {
    const link: TicketText = [{ kind: 'paragraph', line: [{ text: 'x', url: 'javascript:alert(1)' }] }]

    expect(JSON.stringify(toDocument(link))).not.toContain('javascript')
    expect(toWiki(link)).toBe('x')
  })
})

describe('a moment in a query', () => {
  it.each(['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Europe/Berlin', 'No/Where', null])(
    'is never later than it is meant, and at most a day earlier, in %s',
    (zone) => {
      for (let hour = 0; hour < 24 * 14; hour += 1) {
        // Across the end of daylight saving time on both sides of the Atlantic.
        const moment = Date.UTC(2026, 9, 22) + hour * 3_600_000 + 1_234_567
        const known = zone === null || zone === 'No/Where' ? 'Pacific/Kiritimati' : zone
        const meant = localTime(localMinute(new Date(moment).toISOString(), zone), known) ?? Number.NaN

        expect(meant).toBeLessThanOrEqual(moment)
        expect(meant).toBeGreaterThan(moment - 31 * 3_600_000)
      }
    },
  )
})

describe('an issue', () => {
  it.each([
    ['new', 'Backlog', null, 'open'],
    ['indeterminate', 'In Review', null, 'in-progress'],
    ['done', 'Done', 'Done', 'done'],
    ['done', 'Closed', 'Won’t Do', 'wont-do'],
    ['done', 'Declined', null, 'wont-do'],
    ['undefined', 'Odd', null, 'open'],
  ] as const)('of the category %s in %s with the resolution %s is %s', (key, name, resolution, state) => {
    const fields = { status: { name, statusCategory: { key } }, resolution: resolution === null ? null : { name: resolution } }

    expect(toTicket({ id: '1', key: 'SEC-1', fields }, { baseUrl: 'https://acme.atlassian.net' })).toEqual({
      id: '1',
      key: 'SEC-1',
      url: 'https://acme.atlassian.net/browse/SEC-1',
      state,
      word: name,
    })
  })

  it('has a summary of one line, and labels by which it is found', async () => {
    const { jira, tickets } = await open()

    await tickets.create(ticket)

    expect(jira.site.issues()).toMatchObject([
      { summary: 'Upgrade lodash to 4.17.21', labels: ['patchbay', 'patchbay-abc123def456'] },
    ])
  })

  it('that lacks a required field is refused for good, naming the field in Jira’s words', async () => {
    const { tickets } = await open(() => ({ issueType: 'Bug' }))

    const fault = await raised(tickets.create(ticket))

    expect(fault).toMatchObject({
      kind: 'config',
      details: { field: 'fields', remedy: expect.stringContaining('Team is required') },
    })
  })

  it('is opened once Jira’s limit lets it', async () => {
    const { jira, tickets } = await open()
    jira.faults.add({
      method: 'POST',
      path: '/rest/api/3/issue',
      action: { kind: 'status', status: 429, retryAfter: 7, headers: { 'ratelimit-reason': 'jira-burst-based' } },
    })

    await tickets.create(ticket)

    expect(jira.clock.now().getTime() - Date.parse(beginning)).toBeGreaterThanOrEqual(7000)
    expect(jira.site.issues()).toHaveLength(1)
  })

  it('is read under its id after it was moved to another project and lost its labels', async () => {
    const { jira, tickets } = await open()
    const { id } = await tickets.create(ticket)
    jira.site.change(id, { key: 'OPS-7', project: 'OPS', labels: [] })

    const news: TicketNews[] = []
    for await (const page of tickets.read({ ids: [id], since: null })) news.push(...page)

    expect(news).toMatchObject([{ kind: 'ticket', ticket: { id, key: 'OPS-7' } }])
  })

  it('that people closed as not to be done is not closed again', async () => {
    const { jira, tickets } = await open()
    const { id } = await tickets.create(ticket)
    jira.site.moveTo(id, 'wont-do')

    expect(await tickets.move(id, 'done')).toMatchObject({ state: 'wont-do' })
  })

  it('whose workflow has no way to the status that is wanted stays, and it is said where it can go', async () => {
    const { tickets } = await open(() => ({ doneStatus: 'Shipped' }))
    const { id } = await tickets.create(ticket)

    const fault = await raised(tickets.move(id, 'done'))

    expect(fault).toMatchObject({
      kind: 'config',
      details: { field: 'doneStatus', remedy: expect.stringContaining('“In Progress” and “Done”') },
    })
  })
})

describe('the settings', () => {
  const good = { baseUrl: 'https://acme.atlassian.net', email: 'ada@acme.example', token: 'x', project: 'sec' }

  it.each([
    [{ email: undefined }, 'email', 'Jira Cloud needs the email'],
    [{ baseUrl: 'https://api.atlassian.com/ex/jira/1' }, 'baseUrl', 'tokens with scopes'],
    [{ baseUrl: 'https://acme.atlassian.net/browse/SEC-1' }, 'baseUrl', 'start page'],
    [{ fields: '{"labels": []}' }, 'fields', 'without those Patchbay fills in'],
    [{ fields: '[1' }, 'fields', 'JSON object'],
    [{ webhookSecret: 'short' }, 'webhookSecret', 'at least 16'],
  ])('do not take %o', (change, field, words) => {
    expect(connector.validate({ ...good, ...change })).toMatchObject([{ field, message: expect.stringContaining(words) }])
  })

  it('take a key in small letters, and Data Center without an email', () => {
    expect(connector.validate(good)).toEqual([])
    expect(connector.validate({ baseUrl: 'https://www.example.com/jira', token: 'x', project: 'SEC' })).toEqual([])
  })
})
