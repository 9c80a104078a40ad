import { z } from 'zod'
import { LogLevel, OperationLogLine } from '../../../usecases/browse/resources/operation-log.ts'
import { many } from '../../lists.ts'
import { byId } from '../../params.ts'
import { defineStream } from '../../route.ts'

export const streamOperationLog = defineStream({
  id: 'streamOperationLog',
  method: 'GET',
  path: '/operations/:id/log/stream',
  summary: 'Follow the log of an operation',
  description: 'Server-sent events: every line from the first on, as they are said. Ends with the operation.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: z.strictObject({ level: many(LogLevel) }),
  event: 'line',
  data: OperationLogLine,
  check: ({ params }, { browse }) => browse.operations.get(params.id),
  stream: ({ params, query }, { browse }, signal) => browse.operations.followLog(params.id, query, signal),
})
