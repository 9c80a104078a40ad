import { Removal } from '../../../usecases/browse/resources/connection.ts'
import { defineRoute, none } from '../../route.ts'
import { oneConnection } from './settings.ts'

export const previewConnectionRemoval = defineRoute({
  id: 'previewConnectionRemoval',
  method: 'GET',
  path: '/connections/:id/removal',
  summary: 'Say what removing a connection takes away',
  description: 'Counts what would go. Nothing is removed by asking.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: oneConnection,
  query: none,
  body: none,
  status: 200,
  response: Removal,
  handle: ({ params }, { browse }) => browse.connections.removal(params.id),
})
