import { z } from 'zod'
import { ConnectorSummary } from '../../../usecases/browse/resources/connector.ts'
import { defineRoute, none } from '../../route.ts'

export const listConnectors = defineRoute({
  id: 'listConnectors',
  method: 'GET',
  path: '/connectors',
  summary: 'List the connectors',
  description: 'Everything Patchbay can connect to. All of them at once: there are few.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: z.object({ items: z.array(ConnectorSummary) }).meta({ id: 'ConnectorList' }),
  handle: async (_call, { browse }) => ({ items: await browse.connectors.list() }),
})
