import { listOf } from '../../../usecases/browse/resources/common.ts'
import { AuditEvent } from '../../../usecases/browse/resources/people.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'
import { auditSearch } from './search.ts'

export const listAuditEvents = defineRoute({
  id: 'listAuditEvents',
  method: 'GET',
  path: '/audit-events',
  summary: 'List the audit log',
  description: 'Newest first. Each event carries a hash over the one before it.',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-seq'], auditSearch),
  body: none,
  status: 200,
  response: listOf(AuditEvent, 'AuditEvent'),
  handle: ({ query }, { people }) => people.audit.list(query, query),
})
