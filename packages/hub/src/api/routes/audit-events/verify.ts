import { AuditVerification } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'

export const verifyAuditEvents = defineRoute({
  id: 'verifyAuditEvents',
  method: 'GET',
  path: '/audit-events/verify',
  summary: 'Verify the audit log',
  description: 'Recomputes the chain of hashes from the first event, and names the first one that does not fit.',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: AuditVerification,
  handle: (_call, { people }) => people.audit.verify(),
})
