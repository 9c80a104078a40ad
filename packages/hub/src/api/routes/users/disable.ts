import { User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { oneUser } from './input.ts'

export const disableUser = defineRoute({
  id: 'disableUser',
  method: 'POST',
  path: '/users/:id/disable',
  summary: 'Disable a user',
  description: 'Ends their sessions and stops their tokens at once. The last owner stays.',
  permission: 'owner',
  audit: { event: 'user.disabled', object: ({ params }) => params.id },
  params: oneUser,
  query: none,
  body: none,
  status: 200,
  response: User,
  handle: ({ params }, { people }) => people.users.disable(params.id),
})
