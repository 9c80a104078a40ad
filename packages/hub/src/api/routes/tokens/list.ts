import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Token } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { listQuery } from '../../lists.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listTokens = defineRoute({
  id: 'listTokens',
  method: 'GET',
  path: '/tokens',
  summary: 'List API tokens',
  description: 'Owners see every token, everybody else their own.',
  permission: 'signed-in',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-id'], { serviceAccount: Id.optional().describe('Only those of this service account.') }),
  body: none,
  status: 200,
  response: listOf(Token, 'Token'),
  handle: (call, { people }) => people.tokens.list(call.query, callerOf(call), call.query.serviceAccount),
})
