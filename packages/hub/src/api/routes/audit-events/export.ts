import { z } from 'zod'
import { auditLines } from '../../../people/audit-export.ts'
import { AuditEvent } from '../../../usecases/browse/resources/people.ts'
import { defineDownload, none } from '../../route.ts'
import { auditSearch } from './search.ts'

const types = { jsonl: 'application/x-ndjson', csv: 'text/csv' } as const

export const exportAuditEvents = defineDownload({
  id: 'exportAuditEvents',
  method: 'GET',
  path: '/audit-events/export',
  summary: 'Export the audit log',
  description:
    'Oldest first, as JSON Lines or CSV, however many there are. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.',
  permission: 'maintainer',
  audit: { event: 'audit-log.exported', object: () => null, after: ({ query }) => query },
  params: none,
  query: z.strictObject({ format: z.enum(['jsonl', 'csv']).default('jsonl'), ...auditSearch }),
  types: { [types.jsonl]: AuditEvent, [types.csv]: z.string() },
  file: ({ query: { format } }) => ({ name: `patchbay-audit-log.${format}`, type: types[format] }),
  content: ({ query: { format, ...search } }, { people }) => auditLines(people.audit.walk(search), format),
})
