import { z } from 'zod'
import { User } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { credentials } from '../users/input.ts'

export const setUp = defineRoute({
  id: 'setUp',
  method: 'POST',
  path: '/setup',
  summary: 'Create the first owner',
  description: 'Works once, while there is no user.',
  permission: 'public',
  limit: 10,
  audit: { event: 'user.set-up', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.strictObject(credentials),
  status: 201,
  response: User,
  handle: ({ body }, { people }) => people.users.setUp(body),
})
