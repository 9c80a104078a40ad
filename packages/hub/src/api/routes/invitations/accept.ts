import { z } from 'zod'
import { User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { credentials } from '../users/input.ts'
import { linkToken } from './link.ts'

export const acceptInvitation = defineRoute({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/invitations/accept',
  summary: 'Accept an invitation',
  description: 'Works once. The address and the role are those of the invitation.',
  permission: 'public',
  limit: 10,
  audit: { event: 'invitation.accepted', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.strictObject({ token: linkToken, name: credentials.name, password: credentials.password }),
  status: 201,
  response: User,
  handle: ({ body }, { people }) => people.invitations.accept(body),
})
