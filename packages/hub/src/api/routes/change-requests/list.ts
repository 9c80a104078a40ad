import { ChangeRequest, ChangeRequestState } from '../../../usecases/browse/resources/change-request.ts'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listChangeRequests = defineRoute({
  id: 'listChangeRequests',
  method: 'GET',
  path: '/change-requests',
  summary: 'List change requests',
  description: 'The pull and merge requests of remediations, newest first.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-createdAt'], {
    remediation: ids('remediations'),
    connection: ids('connections to platforms'),
    state: many(ChangeRequestState),
  }),
  body: none,
  status: 200,
  response: listOf(ChangeRequest, 'ChangeRequest'),
  handle: ({ query }, { browse }) => browse.changeRequests.list(query, query),
})
