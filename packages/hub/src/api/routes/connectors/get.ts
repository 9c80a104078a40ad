import { Connector } from '../../../usecases/browse/resources/connector.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getConnector = defineRoute({
  id: 'getConnector',
  method: 'GET',
  path: '/connectors/:id',
  summary: 'Show a connector',
  description: 'What comes in, how to get credentials, and the JSON Schema its settings must fit.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: byId('connector', 'acme-scanner'),
  query: none,
  body: none,
  status: 200,
  response: Connector,
  handle: ({ params }, { browse }) => browse.connectors.get(params.id),
})
