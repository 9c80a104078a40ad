import { z } from 'zod'
import { GlobalRole, ServiceAccount } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const createServiceAccount = defineRoute({
  id: 'createServiceAccount',
  method: 'POST',
  path: '/service-accounts',
  summary: 'Create a service account',
  description: 'For a program: it has no password, only tokens, and belongs to the hub rather than to whoever made it.',
  permission: 'owner',
  audit: { event: 'service-account.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ examples: ['nightly-report'] }),
    role: GlobalRole.describe('The most its tokens may do.'),
  }),
  status: 201,
  response: ServiceAccount,
  handle: (call, { people }) => people.serviceAccounts.create(call.body, callerOf(call)),
})
