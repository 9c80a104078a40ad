import { z } from 'zod'
import { AppliedConfiguration } from '../../../usecases/configuration/resources.ts'
import { callerOf } from '../../caller.ts'
import { redact } from '../../redact.ts'
import { defineRoute, none } from '../../route.ts'
import { ConfigurationBody, sizesOf } from './input.ts'

export const applyConfiguration = defineRoute({
  id: 'applyConfiguration',
  method: 'POST',
  path: '/configuration/apply',
  summary: 'Apply a configuration file',
  description:
    'Checks all of it first, and the credentials of new and changed connections with the vendors. Then makes one change after the other, and stops at the first that fails; what is done stays done, and applying the file again goes on from there. What the file does not name stays as it is, but for mapping rules: where it has them, it has all of them.',
  permission: 'owner',
  audit: {
    event: 'configuration.applied',
    object: () => null,
    after: ({ body }) => ({ planDigest: body.planDigest ?? null, document: sizesOf(body.document) }),
  },
  params: none,
  query: none,
  body: ConfigurationBody.extend({
    planDigest: z
      .string()
      .max(100)
      .optional()
      .describe('`digest` of the plan that was shown; it is refused (409) when it no longer is what would be done.'),
  }),
  status: 200,
  response: AppliedConfiguration,
  handle: (call, { configuration, people, plugins }) => {
    const { actor, name } = callerOf(call)
    return configuration.apply(call.body, {
      actor,
      record: ({ before, after, ...record }) =>
        people.audit.append({
          ...record,
          actor: { ...actor, name },
          before: redact(before, plugins),
          after: redact(after, plugins),
          ip: call.request.ip,
          requestId: call.request.id,
        }),
    })
  },
})
