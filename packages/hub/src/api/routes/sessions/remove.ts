import { callerOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const revokeSession = defineRoute({
  id: 'revokeSession',
  method: 'DELETE',
  path: '/sessions/:id',
  summary: 'End a session',
  description: 'One’s own; owners can end those of anybody.',
  permission: 'signed-in',
  audit: { event: 'session.revoked', object: ({ params }) => params.id },
  params: byId('session', 'eJw3Vn0qLk'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: (call, { people }) => people.sessions.revoke(call.params.id, callerOf(call)),
})
