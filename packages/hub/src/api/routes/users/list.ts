import { listOf } from '../../../usecases/browse/resources/common.ts'
import { User } from '../../../usecases/browse/resources/people.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  summary: 'List users',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['email'], {}),
  body: none,
  status: 200,
  response: listOf(User, 'User'),
  handle: ({ query }, { people }) => people.users.list(query),
})
