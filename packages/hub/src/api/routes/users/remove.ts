import { defineRoute, none, nothing } from '../../route.ts'
import { oneUser } from './input.ts'

export const removeUser = defineRoute({
  id: 'removeUser',
  method: 'DELETE',
  path: '/users/:id',
  summary: 'Remove a user',
  description: 'Signs them out everywhere and revokes their tokens. The last owner stays.',
  permission: 'owner',
  audit: {
    event: 'user.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { people }) => people.users.get(params.id),
  },
  params: oneUser,
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: ({ params }, { people }) => people.users.remove(params.id),
})
