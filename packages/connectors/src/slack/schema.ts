import { z } from 'zod'

/** All Slack says to a message it took. */
export const Accepted = z.string().regex(/^ok\s*$/)

/** What each word of a refusal means. Words that are about the message and not the webhook are not among them. */
const meanings = {
  no_service: 'credentials',
  no_active_hooks: 'credentials',
  no_team: 'credentials',
  invalid_token: 'credentials',
  channel_not_found: 'missing',
  channel_is_archived: 'missing',
  action_prohibited: 'permission',
  team_disabled: 'permission',
} as const

export function faultOfWord(body: unknown): 'credentials' | 'missing' | 'permission' | undefined {
  const word = String(body).trim()
  return Object.entries(meanings).find(([known]) => known === word)?.[1]
}

interface Markdown {
  readonly type: 'mrkdwn'
  readonly text: string
  /** Links and channels are made only where we write them. */
  readonly verbatim: true
}

interface Plain {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: false
}

interface Button {
  readonly type: 'button'
  readonly text: Plain
  readonly url: string
  readonly action_id: string
}

/** The blocks that are used (https://docs.slack.dev/reference/block-kit/blocks). */
export type Block =
  | { readonly type: 'header'; readonly text: Plain }
  | { readonly type: 'section'; readonly text: Markdown }
  | { readonly type: 'section'; readonly fields: readonly Markdown[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | { readonly type: 'context'; readonly elements: readonly Markdown[] }

export interface SlackMessage {
  /** What notifications and screen readers say. */
  readonly text: string
  readonly blocks: readonly Block[]
  readonly unfurl_links: false
  readonly unfurl_media: false
}
