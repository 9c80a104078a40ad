import { z } from 'zod'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { IssuedToken, Role } from '../../../usecases/browse/resources/people.ts'
import { callerOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const createToken = defineRoute({
  id: 'createToken',
  method: 'POST',
  path: '/tokens',
  summary: 'Create an API token',
  description: 'Its role is at most your own, or that of the service account. The token is shown this once.',
  permission: 'signed-in',
  audit: { event: 'token.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z
    .strictObject({
      name: z.string().trim().min(1).max(100),
      role: Role,
      serviceAccountId: z
        .string()
        .max(100)
        .optional()
        .describe('Id of the service account it is for; only owners may. Left out, it is for yourself.'),
      expiresAt: Time.nullable().default(null).describe('Null: never.'),
    })
    .meta({ examples: [{ name: 'nightly report', role: 'reader', expiresAt: '2027-06-30T00:00:00.000Z' }] }),
  status: 201,
  response: IssuedToken,
  handle: (call, { people }) => people.tokens.issue(call.body, callerOf(call)),
})
