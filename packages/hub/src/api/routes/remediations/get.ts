import { RemediationDetail } from '../../../usecases/browse/resources/remediation.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getRemediation = defineRoute({
  id: 'getRemediation',
  method: 'GET',
  path: '/remediations/:id',
  summary: 'Show a remediation',
  description: 'With what it closes, what remains and why, and its history.',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: none,
  status: 200,
  response: RemediationDetail,
  handle: ({ params }, { browse }) => browse.remediations.get(params.id),
})
