import { z } from 'zod'
import { defineRoute, none } from '../../route.ts'

export const verifyAuditEvents = defineRoute({
  id: 'verifyAuditEvents',
  method: 'GET',
  path: '/audit-events/verify',
  summary: 'Verify the audit log',
  description: 'Recomputes the chain of hashes from the first event.',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: z
    .object({
      events: z.int().nonnegative(),
      brokenAt: z.int().nullable().describe('The first event whose hash does not fit; null when all do.'),
    })
    .meta({ id: 'AuditVerification' }),
  handle: (_call, { people }) => people.audit.verify(),
})
