import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { TicketSettings } from '../../../usecases/browse/resources/ticket-settings.ts'
import { byId, Id, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const previewTicket = defineRoute({
  id: 'previewTicket',
  method: 'POST',
  path: '/remediations/:id/ticket/preview',
  summary: 'Preview the ticket of a remediation',
  description:
    'What it would say if it were opened now. With `tickets` as if the connection said that of its tickets. Nothing is sent.',
  permission: 'writer',
  within: itself,
  audit: { event: 'ticket.previewed', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z
    .strictObject({
      connectionId: Id.describe('A connection to a tracker.'),
      tickets: TicketSettings.nullable().optional().describe('Left out: as the connection has it; null: as the hub has it.'),
    })
    .meta({ examples: [{ connectionId: 'con_1a', tickets: { title: 'Fix: {{title}}' } }] }),
  status: 200,
  response: z
    .object({
      title: z.string(),
      text: z.string().describe('As Markdown, whatever the tracker’s own markup.'),
      labels: z.array(z.string()).describe('Beside those the connector puts on it.'),
      priority: z.string().nullable().describe('The tracker’s own word; null for its usual one.'),
    })
    .meta({ id: 'TicketPreview' }),
  handle: ({ params, body }, { commands }) =>
    commands.tickets.preview(databaseId('remediation', params.id), databaseId('connection', body.connectionId), body.tickets),
})
