import { User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { oneUser } from './input.ts'

export const resetTwoFactor = defineRoute({
  id: 'resetTwoFactor',
  method: 'POST',
  path: '/users/:id/reset-two-factor',
  summary: 'Take a user’s second factor away',
  description: 'For somebody who lost it. Ends their sessions; they sign in with the password alone and set it up anew.',
  permission: 'owner',
  audit: { event: 'user.two-factor-reset', object: ({ params }) => params.id },
  params: oneUser,
  query: none,
  body: none,
  status: 200,
  response: User,
  handle: ({ params }, { people }) => people.users.resetTwoFactor(params.id),
})
