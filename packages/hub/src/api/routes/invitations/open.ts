import { z } from 'zod'
import { OpenedInvitation } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { linkToken } from './link.ts'

export const openInvitation = defineRoute({
  id: 'openInvitation',
  method: 'POST',
  path: '/invitations/open',
  summary: 'Show what a link invites to',
  description: 'The token travels in the body, so that it ends up in no log.',
  permission: 'public',
  limit: 30,
  audit: { event: 'invitation.opened', object: (_call, answer) => answer?.email ?? null },
  params: none,
  query: none,
  body: z.strictObject({ token: linkToken }),
  status: 200,
  response: OpenedInvitation,
  handle: ({ body }, { people }) => people.invitations.open(body.token),
})
