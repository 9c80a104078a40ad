import { listOf } from '../../../usecases/browse/resources/common.ts'
import { LogLevel, OperationLogLine } from '../../../usecases/browse/resources/operation-log.ts'
import { listQuery, many } from '../../lists.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listOperationLog = defineRoute({
  id: 'listOperationLog',
  method: 'GET',
  path: '/operations/:id/log',
  summary: 'Read the log of an operation',
  description:
    'Oldest first. An operation keeps 2,000 lines; beyond that only errors, and a last line says how many were left out.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: listQuery(['seq'], { level: many(LogLevel) }),
  body: none,
  status: 200,
  response: listOf(OperationLogLine, 'OperationLogLine'),
  handle: ({ params, query }, { browse }) => browse.operations.log(params.id, query, query),
})
