import { listOf } from '../../../usecases/browse/resources/common.ts'
import { UserSession } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { listQuery } from '../../lists.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listSessions = defineRoute({
  id: 'listSessions',
  method: 'GET',
  path: '/sessions',
  summary: 'List where a user is signed in',
  description: 'One’s own sessions; owners can ask for those of anybody.',
  permission: 'signed-in',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-created'], { user: Id.optional().describe('Id of a user; yourself when left out.') }),
  body: none,
  status: 200,
  response: listOf(UserSession, 'UserSession'),
  handle: (call, { people }) => people.sessions.list(call.query, call.query.user, callerOf(call)),
})
