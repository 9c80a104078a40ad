import { Me } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const getMe = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/users/me',
  summary: 'Show who is asking',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: Me,
  handle: async (call) => {
    const { kind, actor, name, email, role } = callerOf(call)
    return { kind, id: actor.id, name, email, role }
  },
})
