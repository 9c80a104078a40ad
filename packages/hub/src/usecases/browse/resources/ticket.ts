import { ticketStates } from '@patchbay/sdk'
import { z } from 'zod'
import { ActorRef, ConnectionRef, Time } from './common.ts'
import { Trouble } from './connection.ts'

export const TicketState = z
  .enum(ticketStates)
  .meta({ id: 'TicketState', description: 'What a ticket means, whatever its tracker calls it.' })
export type TicketState = z.output<typeof TicketState>

export const Ticket = z
  .object({
    remediation: z.object({ id: z.string().meta({ examples: ['rem_8'] }), title: z.string() }),
    connection: ConnectionRef,
    standing: z
      .enum(['opening', 'linked', 'gone', 'failed'])
      .describe(
        '`opening`: the tracker has yet to take it. `gone`: it was deleted over there. `failed`: it could not be opened.',
      ),
    key: z
      .string()
      .nullable()
      .meta({ description: 'What people call it over there.', examples: ['SEC-24'] }),
    url: z.string().nullable(),
    state: TicketState.nullable(),
    word: z
      .string()
      .nullable()
      .meta({ description: 'The tracker’s own word.', examples: ['In Review'] }),
    seenAt: Time.nullable().describe('When the tracker was last heard of it.'),
    waiting: z.int().nonnegative().describe('Comments and moves that are still to arrive over there.'),
    problem: Trouble.nullable().describe('What went wrong lately, and what to do about it.'),
    createdBy: ActorRef.nullable(),
    createdAt: Time,
  })
  .meta({ id: 'Ticket', description: 'The ticket of a remediation in a tracker.' })
export type Ticket = z.output<typeof Ticket>
