import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Vulnerability } from '../../../usecases/browse/resources/vulnerability.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'
import { vulnerabilityFilters } from './filters.ts'

export const listVulnerabilities = defineRoute({
  id: 'listVulnerabilities',
  method: 'GET',
  path: '/vulnerabilities',
  summary: 'List vulnerabilities',
  description:
    'What the sightings of all scanners add up to. `severity` puts the worst first, `-riskScore` the riskiest, `dueAt` what is due first.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['severity', '-riskScore', 'dueAt', '-detectedAt'], vulnerabilityFilters),
  body: none,
  status: 200,
  response: listOf(Vulnerability, 'Vulnerability'),
  handle: ({ query }, { browse }) => browse.vulnerabilities.list(query, query),
})
