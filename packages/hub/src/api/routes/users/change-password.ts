import { z } from 'zod'
import { callerOf } from '../../caller.ts'
import { defineRoute, none, nothing } from '../../route.ts'
import { credentials } from './input.ts'

export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'POST',
  path: '/users/me/password',
  summary: 'Change one’s own password',
  description: 'Only with a session, not with a token. All other sessions end.',
  permission: 'signed-in',
  limit: 10,
  audit: { event: 'user.password-changed', object: ({ caller }) => caller?.userId ?? null },
  params: none,
  query: none,
  body: z.strictObject({ currentPassword: z.string().min(1).max(128), newPassword: credentials.password }),
  status: 204,
  response: nothing,
  handle: (call, { people }) => people.users.changePassword(call.body, callerOf(call)),
})
