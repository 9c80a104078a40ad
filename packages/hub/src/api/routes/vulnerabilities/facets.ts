import { z } from 'zod'
import { Facets } from '../../../usecases/browse/resources/vulnerability.ts'
import { defineRoute, none } from '../../route.ts'
import { vulnerabilityFilters } from './filters.ts'

export const vulnerabilityFacets = defineRoute({
  id: 'getVulnerabilityFacets',
  method: 'GET',
  path: '/vulnerabilities/facets',
  summary: 'Count vulnerabilities by what they can be narrowed by',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: z.strictObject(vulnerabilityFilters),
  body: none,
  status: 200,
  response: Facets,
  handle: ({ query }, { browse }) => browse.vulnerabilities.facets(query),
})
