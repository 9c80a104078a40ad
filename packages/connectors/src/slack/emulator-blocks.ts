import { z } from 'zod'

const text = (most: number) => z.string().min(1).max(most)
const plain = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(most), emoji: z.boolean().optional() })
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(most), verbatim: z.boolean().optional() })
const words = (most: number) => z.union([plain(most), mrkdwn(most)])
const id = z.string().max(255).optional()

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  url: z.url().max(3000).optional(),
  value: z.string().max(2000).optional(),
  action_id: id,
  style: z.enum(['primary', 'danger']).optional(),
})

/** The limits of https://docs.slack.dev/reference/block-kit/blocks, for the blocks an incoming webhook usually gets. */
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150), block_id: id }),
  z
    .strictObject({
      type: z.literal('section'),
      text: words(3000).optional(),
      fields: z.array(words(2000)).min(1).max(10).optional(),
      block_id: id,
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined),
  z.strictObject({ type: z.literal('context'), elements: z.array(words(2000)).min(1).max(10), block_id: id }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25), block_id: id }),
  z.strictObject({ type: z.literal('divider'), block_id: id }),
])

const Blocks = z.array(block).max(50)

/** What Slack says to a payload: `ok`, or the word for what is wrong with it. */
export function judge(payload: unknown): 'ok' | 'invalid_payload' | 'no_text' | 'invalid_blocks' | 'too_many_attachments' {
  const { data } = z
    .looseObject({ text: z.string().optional(), blocks: z.unknown().optional(), attachments: z.array(z.unknown()).optional() })
    .safeParse(payload)
  if (data === undefined) return 'invalid_payload'
  const { text: fallback = '', blocks, attachments = [] } = data
  if (fallback === '' && blocks === undefined && attachments.length === 0) return 'no_text'
  if (attachments.length > 100) return 'too_many_attachments'
  return blocks === undefined || Blocks.safeParse(blocks).success ? 'ok' : 'invalid_blocks'
}
