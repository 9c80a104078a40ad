import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { RecordState } from '../../../usecases/browse/resources/connection.ts'
import { RecordCause, VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listRecords = defineRoute({
  id: 'listRecords',
  method: 'GET',
  path: '/records',
  summary: 'List records',
  description: "The vendors' own products, each with its mapping or the suggested one.",
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name', '-stateSince'], {
    state: many(RecordState),
    cause: many(RecordCause).describe('Why they are in their state; any of them.'),
    connection: ids('connections'),
    repository: ids('repositories they are mapped to'),
    product: ids('products they are mapped to, directly or through a repository'),
    q: z.string().max(200).optional().describe('Part of the name.'),
  }),
  body: none,
  status: 200,
  response: listOf(VendorRecord, 'Record'),
  handle: ({ query }, { browse }) => browse.records.list(query, query),
})
