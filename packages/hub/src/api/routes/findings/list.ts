import { Kind, listOf, Severity } from '../../../usecases/browse/resources/common.ts'
import { Finding, Presence } from '../../../usecases/browse/resources/finding.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listFindings = defineRoute({
  id: 'listFindings',
  method: 'GET',
  path: '/findings',
  summary: 'List findings',
  description: 'Every single sighting, as each scanner reported it.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-id'], {
    vulnerability: ids('vulnerabilities'),
    record: ids('records'),
    connection: ids('connections'),
    repository: ids('repositories'),
    kind: many(Kind),
    severity: many(Severity),
    presence: Presence.optional(),
  }),
  body: none,
  status: 200,
  response: listOf(Finding, 'Finding'),
  handle: ({ query }, { browse }) => browse.findings.list(query, query),
})
