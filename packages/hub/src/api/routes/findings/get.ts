import { Finding } from '../../../usecases/browse/resources/finding.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getFinding = defineRoute({
  id: 'getFinding',
  method: 'GET',
  path: '/findings/:id',
  summary: 'Show a finding',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('finding', 'fnd_x9'),
  query: none,
  body: none,
  status: 200,
  response: Finding,
  handle: ({ params }, { browse }) => browse.findings.get(params.id),
})
