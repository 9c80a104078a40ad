import { Repository } from '../../../usecases/browse/resources/repository.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getRepository = defineRoute({
  id: 'getRepository',
  method: 'GET',
  path: '/repositories/:id',
  summary: 'Show a repository',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('repository', 'repo_7'),
  query: none,
  body: none,
  status: 200,
  response: Repository,
  handle: ({ params }, { browse }) => browse.repositories.get(params.id),
})
