import { z } from 'zod'
import { GlobalRole, User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { credentials, oneUser } from './input.ts'

export const updateUser = defineRoute({
  id: 'updateUser',
  method: 'PATCH',
  path: '/users/:id',
  summary: 'Change a user',
  description: 'The last owner keeps the role.',
  permission: 'owner',
  audit: {
    event: 'user.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { people }) => people.users.get(params.id),
  },
  params: oneUser,
  query: none,
  body: z.strictObject({ name: credentials.name.optional(), role: GlobalRole.optional() }),
  status: 200,
  response: User,
  handle: ({ params, body }, { people }) => people.users.update(params.id, body),
})
