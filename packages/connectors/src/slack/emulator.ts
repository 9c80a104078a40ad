import {
  type Answer,
  type Call,
  type Clock,
  createBudget,
  createClock,
  createEmulator,
  type Emulator,
} from '@patchbay/sdk/testing'
import { judge } from './emulator-blocks.ts'

export interface SlackEmulatorOptions {
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly port?: number
}

/** Incoming webhooks of one workspace. */
export interface SlackEmulator extends Emulator {
  /** The webhook of a channel, and of channels that take no messages, by the word Slack refuses with. */
  readonly webhooks: Readonly<Record<'ok' | RefusalWord, string>>
  /** What appeared in the channel. */
  readonly channel: readonly unknown[]
}

const refusals = { no_service: 404, channel_is_archived: 410, action_prohibited: 403, invalid_token: 403 } as const

type RefusalWord = keyof typeof refusals

const tokens: Readonly<Record<'ok' | RefusalWord, string>> = {
  ok: 'qF3vGm8LxWzR1nTb7KpYcD5s',
  no_service: 'Zk9aHt2JwXqE6mVu4RoBfN0y',
  channel_is_archived: 'Ld7eSg1CzUiP8kQx3WvMaT6j',
  action_prohibited: 'Bn5oKr0YfJhD2tLe9XqZsG4w',
  invalid_token: 'Mu8pWv6AiTcR3xFy1NdQkH7z',
}

export async function createSlackEmulator({ clock = createClock(), port }: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const channel: unknown[] = []
  const budget = createBudget({ limit: 1, seconds: 1, clock })

  function post({ params, body, now }: Call): Answer {
    const known = Object.entries(tokens).find(([, token]) => token === params['token'])?.[0]
    if (known !== 'ok' || params['team'] !== 'T0DEMO001' || params['hook'] !== 'B0DEMO001') {
      const word = isRefusal(known) ? known : 'no_service'
      return said(refusals[word], word)
    }
    const word = judge(body)
    if (word !== 'ok') return said(400, word)
    const { allowed, resetsAt } = budget.take(tokens.ok)
    if (!allowed) {
      const wait = Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000))
      return { ...said(429, 'rate_limited'), headers: { 'content-type': 'text/plain', 'retry-after': String(wait) } }
    }
    channel.push(body)
    return said(200, 'ok')
  }

  const emulator = await createEmulator({
    clock,
    ...(port !== undefined && { port }),
    words: (status) => said(status, wordOf(status)),
    routes: [{ method: 'POST', pattern: '/services/{team}/{hook}/{token}', handle: post }],
  })
  const at = (token: string) => `${emulator.url}/services/T0DEMO001/B0DEMO001/${token}`
  return {
    ...emulator,
    channel,
    webhooks: {
      ok: at(tokens.ok),
      no_service: at(tokens.no_service),
      channel_is_archived: at(tokens.channel_is_archived),
      action_prohibited: at(tokens.action_prohibited),
      invalid_token: at(tokens.invalid_token),
    },
  }
}

function isRefusal(word: string | undefined): word is RefusalWord {
  return word !== undefined && word in refusals
}

/** Slack answers webhooks with a word of plain text. */
function said(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, text }
}

function wordOf(status: number): string {
  if (status === 400) return 'invalid_payload'
  if (status === 403) return 'action_prohibited'
  if (status === 404) return 'no_service'
  if (status === 410) return 'channel_is_archived'
  return status === 500 ? 'rollup_error' : `status_${status}`
}
