import { z } from 'zod'
import { GlobalRole, IssuedInvitation } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { credentials } from '../users/input.ts'

export const createInvitation = defineRoute({
  id: 'createInvitation',
  method: 'POST',
  path: '/invitations',
  summary: 'Invite somebody',
  description:
    'Answers with a link to hand over; it is shown this once. An earlier invitation of the same address stops working.',
  permission: 'owner',
  audit: { event: 'invitation.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.strictObject({
    email: credentials.email,
    role: GlobalRole,
    days: z.int().min(1).max(30).default(7).describe('How long the link works.'),
  }),
  status: 201,
  response: IssuedInvitation,
  handle: (call, { people }) => people.invitations.create(call.body, callerOf(call)),
})
