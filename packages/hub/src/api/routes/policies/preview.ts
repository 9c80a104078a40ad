import { z } from 'zod'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import { PolicyPreview } from '../../../usecases/browse/resources/policy.ts'
import { severityOf } from '../../../usecases/browse/values.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { PolicyPatch, policyChange } from './input.ts'

export const previewPolicy = defineRoute({
  id: 'previewPolicy',
  method: 'POST',
  path: '/policies/preview',
  summary: 'Preview a policy',
  description:
    'What it would change if it were saved now, among the other policies; with `policy`, what changing that one would. Nothing is changed.',
  permission: 'maintainer',
  audit: { event: 'policy.previewed', object: ({ query }) => query.policy ?? null },
  params: none,
  query: z.strictObject({ policy: Id.optional().describe('The policy that would be changed.') }),
  body: PolicyPatch,
  status: 200,
  response: PolicyPreview,
  handle: async ({ body, query }, { commands }) => {
    const replaced = query.policy === undefined ? null : databaseId('policy', query.policy)
    const { sample, ...counts } = await commands.policies.preview(policyChange(body), replaced)
    const shown = sample.map(({ id, severity, ...rest }) => ({
      ...rest,
      id: publicId('vulnerability', id),
      severity: severityOf(severity),
    }))
    return { ...counts, sample: shown }
  },
})
