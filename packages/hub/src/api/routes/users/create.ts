import { z } from 'zod'
import { GlobalRole, User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { credentials } from './input.ts'

export const createUser = defineRoute({
  id: 'createUser',
  method: 'POST',
  path: '/users',
  summary: 'Create a user',
  description: 'There is no open registration. Better invite people: then only they know their password.',
  permission: 'owner',
  audit: { event: 'user.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.strictObject({ ...credentials, role: GlobalRole }),
  status: 201,
  response: User,
  handle: ({ body }, { people }) => people.users.create(body),
})
