import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Repository } from '../../../usecases/browse/resources/repository.ts'
import { flag, ids, listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listRepositories = defineRoute({
  id: 'listRepositories',
  method: 'GET',
  path: '/repositories',
  summary: 'List repositories',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name'], {
    product: ids('products'),
    connection: ids('source-control connections'),
    archived: flag.optional(),
    present: flag.optional().describe('Whether a source-control connection lists it now.'),
    q: z.string().max(200).optional().describe('Part of the name.'),
  }),
  body: none,
  status: 200,
  response: listOf(Repository, 'Repository'),
  handle: ({ query }, { browse }) => browse.repositories.list(query, query),
})
