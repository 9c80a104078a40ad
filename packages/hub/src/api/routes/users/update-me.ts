import { z } from 'zod'
import { Problem } from '../../../domain/problem.ts'
import { User } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { credentials } from './input.ts'

export const updateMe = defineRoute({
  id: 'updateMe',
  method: 'PATCH',
  path: '/users/me',
  summary: 'Change one’s own name',
  permission: 'signed-in',
  audit: { event: 'user.updated', object: ({ caller }) => caller?.userId ?? null },
  params: none,
  query: none,
  body: z.strictObject({ name: credentials.name }),
  status: 200,
  response: User,
  handle: async (call, { people }) => {
    const { userId } = callerOf(call)
    if (userId === null) throw new Problem('forbidden', 'This token belongs to no user.', { code: 'user-needed' })
    return people.users.update(userId, call.body)
  },
})
