import { z } from 'zod'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { AuditOutcome } from '../../../usecases/browse/resources/people.ts'

/** How events of the audit log are looked for. */
export const auditSearch = {
  event: z
    .string()
    .max(100)
    .optional()
    .describe('An event, or its noun for all of them.')
    .meta({ examples: ['connection.created', 'token'] }),
  actor: z.string().max(254).optional().describe('Id of a user or token, or a part of the name.'),
  object: z.string().max(254).optional().describe('Id of what it was done to, alone or with others.'),
  outcome: AuditOutcome.optional(),
  from: Time.optional().describe('From this time on.'),
  to: Time.optional().describe('Before this time.'),
}
