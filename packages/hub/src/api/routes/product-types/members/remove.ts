import { z } from 'zod'
import { byId, itself } from '../../../params.ts'
import { defineRoute, none, nothing } from '../../../route.ts'

export const removeMember = defineRoute({
  id: 'removeMember',
  method: 'DELETE',
  path: '/product-types/:id/members/:member',
  summary: 'Take away the role somebody has on a product type',
  description: 'It works at once. The role they have on everything stays.',
  permission: 'owner',
  within: itself,
  audit: {
    event: 'product-type.member-removed',
    object: ({ params }) => params.id,
    after: ({ params }) => ({ member: params.member }),
  },
  params: byId('product type', 'pt_1').extend({
    member: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: 'Id of the user or service account.', examples: ['svc_1'] }),
  }),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: ({ params }, { people }) => people.members.remove(params.id, params.member),
})
