import type { NewTicket } from '@patchbay/sdk'
import { z } from 'zod'

const Span = z.object({ text: z.string(), url: z.string().optional(), as: z.enum(['strong', 'code']).optional() })
const Line = z.array(Span)

const Text = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), line: Line }),
    z.object({ kind: z.literal('list'), lines: z.array(Line) }),
    z.object({ kind: z.literal('code'), text: z.string() }),
  ]),
)

const Repository = z.object({ fullName: z.string(), url: z.string(), nativeId: z.string().nullable() })

// What is kept of a task: every try says the same.
export const StoredCreate = z.object({
  title: z.string(),
  text: Text,
  repository: Repository.nullable(),
  labels: z.array(z.string()).optional(),
  priority: z.string().optional(),
})
export const StoredComment = z.object({ text: Text })
export const StoredMove = z.object({ goal: z.enum(['open', 'done', 'wont-do']) })

export type TicketDraft = Pick<NewTicket, 'title' | 'text' | 'repository' | 'labels' | 'priority'>
