import { z } from 'zod'
import { Member, Role } from '../../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../../caller.ts'
import { byId, itself } from '../../../params.ts'
import { defineRoute, none } from '../../../route.ts'

export const setMember = defineRoute({
  id: 'setMember',
  method: 'POST',
  path: '/product-types/:id/members',
  summary: 'Give somebody a role on a product type',
  description: 'Or another role than before. It adds to the role they have on everything.',
  permission: 'owner',
  within: itself,
  audit: { event: 'product-type.member-set', object: ({ params }) => params.id },
  params: byId('product type', 'pt_1'),
  query: none,
  body: z
    .strictObject({
      user: z.string().min(1).max(320).optional().describe('Id or address of a user.'),
      serviceAccount: z.string().min(1).max(100).optional().describe('Id of a service account.'),
      role: Role,
    })
    .meta({ examples: [{ user: 'ben@example.com', role: 'writer' }] }),
  status: 200,
  response: Member,
  handle: async (call, { people, browse }) => {
    await browse.productTypes.get(call.params.id)
    return people.members.set(call.params.id, call.body, callerOf(call))
  },
})
