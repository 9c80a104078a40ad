import { z } from 'zod'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { scopeOf } from '../policies/scope.ts'
import { SlaScopeBody } from './input.ts'

export const applySlaPolicies = defineRoute({
  id: 'applySlaPolicies',
  method: 'POST',
  path: '/sla-policies/apply',
  summary: 'Grant the days of today to what is there already',
  description: 'In a product, in the products of a type, or with neither everywhere. Done within a minute.',
  permission: 'maintainer',
  audit: { event: 'sla-policy.applied', object: ({ body }) => body.productId ?? body.productTypeId ?? null },
  params: none,
  query: none,
  body: SlaScopeBody,
  status: 202,
  response: z.object({ requested: z.literal(true) }),
  handle: async (call, { commands }) => {
    await commands.slaPolicies.apply(scopeOf(call.body), actorOf(call))
    return { requested: true } as const
  },
})
