import { callerOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeToken = defineRoute({
  id: 'revokeToken',
  method: 'DELETE',
  path: '/tokens/:id',
  summary: 'Revoke an API token',
  description: 'Owners can revoke every token, everybody else their own.',
  permission: 'signed-in',
  audit: { event: 'token.revoked', object: ({ params }) => params.id },
  params: byId('token', 'tok_3'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: (call, { people }) => people.tokens.revoke(call.params.id, callerOf(call)),
})
