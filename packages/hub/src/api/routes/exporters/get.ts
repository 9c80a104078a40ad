import { Exporter } from '../../../usecases/browse/resources/export.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getExporter = defineRoute({
  id: 'getExporter',
  method: 'GET',
  path: '/exporters/:id',
  summary: 'Show an exporter',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('exporter', 'con_1a'),
  query: none,
  body: none,
  status: 200,
  response: Exporter,
  handle: ({ params }, { browse }) => browse.exporters.get(params.id),
})
