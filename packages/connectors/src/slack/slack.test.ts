import { Fault, type Message, type Plugin } from '@patchbay/sdk'
import { createClock } from '@patchbay/sdk/testing'
import { providedClient } from '@patchbay/sdk/testing/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSlackEmulator, type SlackEmulator } from './emulator.ts'
import { judge } from './emulator-blocks.ts'
import { escaped } from './escape.ts'
import connector from './index.ts'
import { toSlackMessage } from './map.ts'

const message: Message = {
  id: 'msg_1',
  type: 'record.missing',
  at: '2026-11-28T12:00:00.000Z',
  urgency: 'warning',
  title: 'acme/<shop> & co. is missing',
  text: 'The vendor did not list it.',
  url: 'https://hub.example/records/rec_1',
  facts: [{ label: 'Connection', value: 'Scanner <production>' }],
  data: {},
}

interface Opened extends AsyncDisposable {
  readonly slack: SlackEmulator
  readonly opened: ReturnType<Plugin['open']>
  readonly waits: number[]
}

async function open(webhookUrl: (slack: SlackEmulator) => string = ({ webhooks }) => webhooks.ok): Promise<Opened> {
  const slack = await createSlackEmulator({ clock: createClock('2026-11-28T12:00:00.000Z') })
  const waits: number[] = []
  const signal = new AbortController().signal
  const log = { info: () => {}, warn: () => {} }
  const sleep = async (wait: number) => {
    waits.push(wait)
    slack.clock.advance(wait)
  }
  const client = await providedClient()({
    clock: { now: () => slack.clock.now().getTime(), random: () => 0.5, sleep },
    secrets: [webhookUrl(slack)],
    signal,
    log,
    onRequest: () => {},
  })
  const opened = connector.open({ webhookUrl: webhookUrl(slack) }, { signal, log, connect: client.connect })
  const close = async () => {
    await client.close()
    await slack.close()
  }
  return { slack, opened, waits, [Symbol.asyncDispose]: close }
}

const raised = (run: Promise<unknown> | undefined) => run?.then(() => null).catch((error: unknown) => error as Fault)

describe('a message', () => {
  it('shows title, text, facts, a way to the page and when it happened', () => {
    const { text, blocks } = toSlackMessage(message)

    expect(text).toBe(':warning: acme/&lt;shop&gt; &amp; co. is missing')
    expect(blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'acme/&lt;shop&gt; &amp; co. is missing', emoji: false } },
      { type: 'section', text: { type: 'mrkdwn', text: 'The vendor did not list it.', verbatim: true } },
      { type: 'section', fields: [{ type: 'mrkdwn', text: '*Connection*\nScanner &lt;production&gt;', verbatim: true }] },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Open in Patchbay', emoji: false },
            url: 'https://hub.example/records/rec_1',
            action_id: 'open',
          },
        ],
      },
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: ':warning: Warning · <!date^1795867200^{date_short_pretty} {time}|2026-11-28 12:00 UTC> · Patchbay',
            verbatim: true,
          },
        ],
      },
    ])
  })

  it('leads from a fact to its page, and only there', () => {
    const facts = [
      { label: 'Over|due & co.', value: '5', url: 'https://hub.example/vulnerabilities?overdue=true&sort=dueAt|x' },
      { label: 'Done', value: '<https://evil.example|here>', url: `https://hub.example/${'long'.repeat(300)}` },
    ]

    const { blocks } = toSlackMessage({ ...message, facts })

    const [, , section] = blocks
    expect(section).toMatchObject({
      fields: [
        { text: '*<https://hub.example/vulnerabilities?overdue=true&amp;sort=dueAt%7Cx|Over∣due &amp; co.>*\n5' },
        { text: '*Done*\n&lt;https://evil.example|here&gt;' },
      ],
    })
    expect(judge(toSlackMessage({ ...message, facts }))).toBe('ok')
  })

  it('has no button where the hub does not know its own address, and no empty section', () => {
    const { blocks } = toSlackMessage({ ...message, url: null, text: '  ', facts: [] })

    expect(blocks.map(({ type }) => type)).toEqual(['header', 'context'])
  })

  it('has a dash for a title and a value of invisible characters, and no section for such a text', () => {
    const invisible = '\u{e0020}\u200b'

    const { blocks } = toSlackMessage({
      ...message,
      title: invisible,
      text: invisible,
      facts: [{ label: 'Connection', value: invisible }],
    })

    expect(blocks.slice(0, 2)).toMatchObject([
      { type: 'header', text: { text: '–' } },
      { type: 'section', fields: [{ text: '*Connection*\n–' }] },
    ])
  })

  it('is one Slack takes, whatever words it has, and mentions nobody', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<!channel>', '<@U1>', '&', '🛡').map((word) => word.repeat(900)),
    )
    fc.assert(
      fc.property(
        words,
        fc.option(words),
        fc.array(fc.record({ label: words, value: words, url: fc.webUrl({ withQueryParameters: true }) }), { maxLength: 30 }),
        (title, text, facts) => {
          const shown = toSlackMessage({ ...message, title, text, facts })

          expect(judge(shown)).toBe('ok')
          const bare = JSON.stringify(shown).replace(/<!date\^[^>]*>|<https?:[^<>|]*\|[^<>|]*>/g, '')
          expect(bare).not.toMatch(/[<>]/)
        },
      ),
    )
  })

  it('appears in the channel, the next one a second later', async () => {
    await using post = await open()

    await post.opened.notify?.(message)
    await post.opened.notify?.({ ...message, id: 'msg_2' })

    expect(post.slack.channel).toEqual([toSlackMessage(message), toSlackMessage(message)])
    expect(post.slack.requests.all.map(({ status }) => status)).toEqual([200, 200])
    expect(post.waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(1000)
  })

  it.each([
    ['no_service', 'credentials'],
    ['invalid_token', 'credentials'],
    ['channel_is_archived', 'missing'],
    ['action_prohibited', 'permission'],
  ] as const)('is refused for good where Slack says %s, without the webhook in the words', async (word, kind) => {
    await using post = await open(({ webhooks }) => webhooks[word])

    const fault = await raised(post.opened.notify?.(message))

    expect(fault).toMatchObject({ kind, details: { field: 'webhookUrl' } })
    expect(`${fault?.stack} ${(fault?.cause as Error | undefined)?.stack}`).not.toContain(
      new URL(post.slack.webhooks[word]).pathname,
    )
  })

  it('is not taken for delivered when something else answers', async () => {
    await using post = await open()
    post.slack.faults.add({ action: { kind: 'html' } })

    expect(await raised(post.opened.notify?.(message))).toMatchObject({ kind: 'contract' })
  })

  it('comes again later when Slack fails', async () => {
    await using post = await open()
    post.slack.faults.add({ action: { kind: 'status', status: 500 } })

    const fault = await raised(post.opened.notify?.(message))

    expect(fault?.policy.retried).toBe(true)
  })
})

describe('the check', () => {
  it('proves the webhook without posting anything', async () => {
    await using post = await open()

    const { sees } = await post.opened.check()

    expect(sees).toContain(new URL(post.slack.url).host)
    expect(post.slack.requests.all).toMatchObject([{ body: {}, status: 400 }])
    expect(post.slack.channel).toEqual([])
  })

  it.each([
    { kind: 'status', status: 200, body: 'ok' },
    { kind: 'status', status: 400, body: { message: 'Bad request' } },
    { kind: 'html', status: 400 },
  ] as const)('does not take %o for Slack', async (action) => {
    await using post = await open()
    post.slack.faults.add({ action })

    expect(await raised(post.opened.check())).toBeInstanceOf(Fault)
  })
})

describe('the settings', () => {
  it.each([
    ['https://hooks.slack.com/triggers/T1/2/abc', 'workflow'],
    ['https://hooks.slack.com/services/T1/B1', 'three parts'],
    ['https://hooks.slack.com/services/T1/B1/abc?x=1', 'whole'],
    ['hooks.slack.com/services/T1/B1/abc', 'as Slack shows it'],
  ])('do not take %j, and say why', (webhookUrl, why) => {
    expect(connector.validate({ webhookUrl })).toMatchObject([{ field: 'webhookUrl', message: expect.stringContaining(why) }])
  })

  it('take webhooks of Slack and of GovSlack', () => {
    for (const host of ['hooks.slack.com', 'hooks.slack-gov.com'])
      expect(connector.validate({ webhookUrl: `https://${host}/services/T1/B1/abc` })).toEqual([])
  })
})

describe('escaped', () => {
  it('never cuts through an entity, and counts as Slack does', () => {
    expect(escaped('&&&', 11)).toBe('&amp;&amp;…')
    expect(escaped('<a>', 9)).toBe('&lt;a&gt;')
    expect(escaped('🛡🛡🛡', 5)).toBe('🛡🛡…')
  })
})
