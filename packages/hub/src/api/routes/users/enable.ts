import { User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { oneUser } from './input.ts'

export const enableUser = defineRoute({
  id: 'enableUser',
  method: 'POST',
  path: '/users/:id/enable',
  summary: 'Enable a user',
  description: 'They can sign in again, and their tokens work again.',
  permission: 'owner',
  audit: { event: 'user.enabled', object: ({ params }) => params.id },
  params: oneUser,
  query: none,
  body: none,
  status: 200,
  response: User,
  handle: ({ params }, { people }) => people.users.enable(params.id),
})
