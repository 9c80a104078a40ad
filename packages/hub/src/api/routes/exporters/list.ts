import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Exporter } from '../../../usecases/browse/resources/export.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listExporters = defineRoute({
  id: 'listExporters',
  method: 'GET',
  path: '/exporters',
  summary: 'List exporters',
  description: 'Connections to destinations that take findings.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['label'], {}),
  body: none,
  status: 200,
  response: listOf(Exporter, 'Exporter'),
  handle: ({ query }, { browse }) => browse.exporters.list(query),
})
