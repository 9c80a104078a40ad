import { z } from 'zod'
import { RemediationMetrics } from '../../../usecases/browse/resources/remediation.ts'
import { ids } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const getRemediationMetrics = defineRoute({
  id: 'getRemediationMetrics',
  method: 'GET',
  path: '/remediations/metrics',
  summary: 'Show how fixing goes',
  description: 'Overall or of some products. Made of what happened, not of how things are.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: z.strictObject({ product: ids('products') }),
  body: none,
  status: 200,
  response: RemediationMetrics,
  handle: ({ query }, { browse }) => browse.remediations.metrics(query),
})
