import { VulnerabilityDetail } from '../../../usecases/browse/resources/vulnerability.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getVulnerability = defineRoute({
  id: 'getVulnerability',
  method: 'GET',
  path: '/vulnerabilities/:id',
  summary: 'Show a vulnerability',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('vulnerability', 'vul_3k'),
  query: none,
  body: none,
  status: 200,
  response: VulnerabilityDetail,
  handle: ({ params }, { browse }) => browse.vulnerabilities.get(params.id),
})
