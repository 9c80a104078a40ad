import { Operation } from '../../../usecases/browse/resources/operation.ts'
import { defineStream, none } from '../../route.ts'

export const streamOperations = defineStream({
  id: 'streamOperations',
  method: 'GET',
  path: '/operations/stream',
  summary: 'Follow operations as they change',
  description:
    'Server-sent events. Starts with the operations that are waiting or running; each event holds a whole operation.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  event: 'operation',
  data: Operation,
  stream: (_call, { browse }, signal) => browse.operations.watch(signal),
})
