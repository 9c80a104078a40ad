import type { Tickets } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import { ticketMarkdown } from '../../../shape/ticket-markdown.ts'
import type { Config } from './connector.ts'
import { broken, type Flaw, isFaultOf } from './flaw.ts'
import { tickets } from './tickets.ts'

type Sample = Tickets<Config>

const tracking = (changes: Partial<Sample>) => broken({ tickets: { ...tickets, ...changes } })

let counter = 0

/** What goes wrong with tickets. */
export const flawsInTicketing: readonly Flaw[] = [
  {
    name: 'leaves the words out',
    caught: 'opens a ticket, however long and hostile its words, and says where it is',
    plugin: tracking({
      create: (context, ticket) =>
        tickets.create(context, { ...ticket, text: [{ kind: 'paragraph', line: [{ text: 'See the hub.' }] }] }),
    }),
  },
  {
    name: 'marks every try anew',
    caught: 'finds a ticket by its marker instead of opening a second one, also when the answer to the first try was lost',
    plugin: tracking({
      create: (context, ticket) => {
        counter += 1
        return tickets.create(context, { ...ticket, marker: `try${counter}` })
      },
    }),
  },
  {
    name: 'is sure too early that it is not there',
    caught: 'finds a ticket by its marker instead of opening a second one, also when the answer to the first try was lost',
    plugin: tracking({ settleSeconds: 1 }),
  },
  {
    name: 'comments without looking',
    caught: 'comments once under one marker, also when the answer to the first try was lost',
    plugin: tracking({
      comment: async ({ config, http }, id, { marker, text }) => {
        await http.post({ path: `/teams/${config.team}/tickets/${id}/comments`, json: { marker, text: ticketMarkdown(text) } })
      },
    }),
  },
  {
    name: 'moves what is there already',
    caught: 'closes a ticket as done or as not to be done, opens it again, and leaves alone what is there already',
    plugin: tracking({
      move: async (context, id, state) => {
        await context.http.patch({ path: `/teams/${context.config.team}/tickets/${id}`, json: { state } })
        return tickets.move(context, id, state)
      },
    }),
  },
  {
    name: 'forgets what is gone',
    caught: 'tells what people did to tickets and which are gone, and since a moment only what changed',
    plugin: tracking({
      read: async function* (context, question) {
        for await (const news of tickets.read(context, question)) yield news.filter(({ kind }) => kind === 'ticket')
      },
    }),
  },
  {
    name: 'takes what it cannot read for gone',
    caught: 'never takes a failed or damaged answer for a ticket that is gone',
    plugin: tracking({
      read: async function* (context, question) {
        try {
          yield* tickets.read(context, question)
        } catch {
          yield question.ids.map((id) => ({ kind: 'gone', id }) as const)
        }
      },
    }),
  },
  {
    name: 'takes every call to be about the same ticket',
    caught: 'knows which ticket a call of the tracker is about, and how the call is proved',
    plugin: tracking({ hook: { proof: ({ key }) => ({ kind: 'token', header: 'x-key', secret: key }), about: () => '1' } }),
  },
  {
    name: 'names no setting',
    caught: 'raises what is not tried again when the tracker turns it away, naming the setting',
    plugin: tracking({
      create: async (context, ticket) =>
        tickets.create(context, ticket).catch((error: unknown) => {
          throw isFaultOf('permission')(error) ? new Fault('permission', 'It was refused.') : error
        }),
    }),
  },
  {
    name: 'hides that it was stopped',
    caught: 'writes nothing to the tracker once it is told to stop',
    plugin: tracking({
      create: (context, ticket) =>
        tickets.create(context, ticket).catch(() => ({ id: '1', key: '#1', url: null, state: 'open', word: 'OPEN' })),
    }),
  },
  {
    name: 'signs its comments with its key',
    caught: 'lets no secret into tickets, comments or faults',
    plugin: tracking({
      create: (context, ticket) => tickets.create(context, { ...ticket, title: `${ticket.title} (${context.config.key})` }),
    }),
  },
]
