import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { AuditEvent } from '../../../usecases/browse/resources/people.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listAuditEvents = defineRoute({
  id: 'listAuditEvents',
  method: 'GET',
  path: '/audit-events',
  summary: 'List the audit log',
  description: 'Newest first. Each event carries a hash over the one before it.',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-seq'], {
    event: z
      .string()
      .max(100)
      .optional()
      .meta({ examples: ['connection.created'] }),
    actor: z.string().max(100).optional().describe('Id of a user or token.'),
    object: z.string().max(100).optional().describe('Id of what it was done to.'),
  }),
  body: none,
  status: 200,
  response: listOf(AuditEvent, 'AuditEvent'),
  handle: ({ query }, { people }) => people.audit.list(query, query),
})
