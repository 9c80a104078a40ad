import { Summary } from '../../../usecases/browse/resources/summary.ts'
import { defineRoute, none } from '../../route.ts'

export const getSummary = defineRoute({
  id: 'getSummary',
  method: 'GET',
  path: '/summary',
  summary: 'Show where things stand',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: Summary,
  handle: (_call, { browse }) => browse.summary(),
})
