import { z } from 'zod'
import type { Context, Tickets } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import { type Ticket, ticketStates } from '../../../model/ticket.ts'
import { isRecord, textAt } from '../../../shape/blank.ts'
import { pages } from '../../../shape/pages.ts'
import { readAnswer } from '../../../shape/read.ts'
import { ticketMarkdown } from '../../../shape/ticket-markdown.ts'
import { ticketNews } from '../../../shape/ticket-news.ts'
import { oneLine } from '../../../shape/ticket-text.ts'

/** The settings it needs. */
interface Place {
  readonly team: string
  readonly key: string
}

const longestTitle = 200
const Row = z.object({ id: z.string(), state: z.enum(ticketStates) })
const List = z.object({ tickets: z.array(Row), next: z.string().nullish() })
const WithComments = z.object({ comments: z.array(z.object({ marker: z.string() })) })

/** Opens tickets at the invented vendor. */
export const tickets: Tickets<Place> = {
  refuses: (_config, { repository }) =>
    repository?.fullName.startsWith('stranger/') ? 'The vendor opens no ticket for strangers.' : undefined,
  settleSeconds: 30,
  create: (context, { marker, title, text }) =>
    speaking(async () => {
      for await (const found of listed(context, { marker })) for (const ticket of found) return ticket
      const json = { marker, title: oneLine(title, longestTitle), text: ticketMarkdown(text, 5000) }
      const { body } = await context.http.post({ path: path(context), json })
      return toTicket(readAnswer(Row, body, 'The new ticket'))
    }),
  comment: (context, id, { marker, text }) =>
    speaking(async () => {
      const { body } = await context.http.get(path(context, id))
      const { comments } = readAnswer(WithComments, body, 'The ticket')
      if (comments.some((comment) => comment.marker === marker)) return
      await context.http.post({ path: `${path(context, id)}/comments`, json: { marker, text: ticketMarkdown(text, 5000) } })
    }),
  move: (context, id, state) =>
    speaking(async () => {
      const now = await shown(context, id)
      if (now.state === state) return now
      const { body } = await context.http.patch({ path: path(context, id), json: { state } })
      return toTicket(readAnswer(Row, body, 'The ticket'))
    }),
  read: (context, question) =>
    ticketNews(question, {
      list: (since) => listed(context, { ...(since !== null && { since }) }),
      one: (id) =>
        shown(context, id).catch((error: unknown) => {
          if (error instanceof Fault && error.kind === 'missing') return null
          throw error
        }),
    }),
  hook: {
    proof: ({ key }) => ({ kind: 'hmac-sha256', header: 'x-sample-signature', prefix: 'v1=', secret: key }),
    about: (body) => (isRecord(body) ? (textAt(body, 'ticket', 'id') ?? undefined) : undefined),
  },
}

function path({ config: { team } }: Context<Place>, id?: string): string {
  return `/teams/${team}/tickets${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
}

async function* listed(context: Context<Place>, query: Readonly<Record<string, string>>) {
  const walk = pages(
    async (cursor) => {
      const { body } = await context.http.get({ path: path(context), query: { ...query, cursor } })
      const { tickets, next } = readAnswer(List, body, 'The list of tickets')
      return { value: tickets, next: next ?? undefined }
    },
    { what: 'tickets' },
  )
  for await (const { value } of walk) yield value.map(toTicket)
}

async function shown(context: Context<Place>, id: string): Promise<Ticket> {
  return toTicket(readAnswer(Row, (await context.http.get(path(context, id))).body, 'The ticket'))
}

function toTicket({ id, state }: z.output<typeof Row>): Ticket {
  return { id, key: `#${id}`, url: null, state, word: state.toUpperCase() }
}

export async function speaking<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Fault) || (error.kind !== 'credentials' && error.kind !== 'permission')) throw error
    const remedy = 'Create a key that may open tickets, and enter it.'
    throw new Fault(error.kind, 'The key may open no ticket.', { field: 'key', remedy }, error)
  }
}
