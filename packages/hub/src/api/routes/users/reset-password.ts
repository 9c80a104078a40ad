import { z } from 'zod'
import { defineRoute, none } from '../../route.ts'
import { oneUser } from './input.ts'

export const resetPassword = defineRoute({
  id: 'resetPassword',
  method: 'POST',
  path: '/users/:id/reset-password',
  summary: 'Give a user a new password',
  description:
    'For somebody who forgot it. Ends their sessions; they sign in with the new one and change it. A second factor stays.',
  permission: 'owner',
  audit: { event: 'user.password-reset', object: ({ params }) => params.id },
  params: oneUser,
  query: none,
  body: none,
  status: 200,
  response: z.object({ password: z.string().describe('It is shown this once.') }).meta({ id: 'NewPassword' }),
  handle: ({ params }, { people }) => people.users.resetPassword(params.id),
})
