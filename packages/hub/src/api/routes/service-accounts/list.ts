import { listOf } from '../../../usecases/browse/resources/common.ts'
import { ServiceAccount } from '../../../usecases/browse/resources/people.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listServiceAccounts = defineRoute({
  id: 'listServiceAccounts',
  method: 'GET',
  path: '/service-accounts',
  summary: 'List service accounts',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name'], {}),
  body: none,
  status: 200,
  response: listOf(ServiceAccount, 'ServiceAccount'),
  handle: ({ query }, { people }) => people.serviceAccounts.list(query),
})
