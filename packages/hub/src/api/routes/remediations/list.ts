import { z } from 'zod'
import { listOf, Severity } from '../../../usecases/browse/resources/common.ts'
import { Remediation, RemediationMode, RemediationState } from '../../../usecases/browse/resources/remediation.ts'
import { flag, ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listRemediations = defineRoute({
  id: 'listRemediations',
  method: 'GET',
  path: '/remediations',
  summary: 'List remediations',
  description:
    'What is worth changing: proposed by the hub, under way, and done. `-priority` puts the most urgent first, and of those what closes most.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-priority', 'dueAt', '-updatedAt'], {
    state: many(RemediationState),
    mode: many(RemediationMode),
    priority: many(Severity),
    product: ids('products'),
    repository: ids('repositories'),
    image: ids('container images'),
    vulnerability: ids('vulnerabilities that it closes'),
    campaign: ids('campaigns'),
    owner: z.string().trim().min(1).max(200).optional().describe('Whoever does it, in full.'),
    overdue: flag.optional().describe('Past their due date and not done.'),
    waiting: flag.optional().describe('Waiting for a vendor.'),
    q: z.string().trim().min(1).max(200).optional().describe('Part of the title or of the name of what it is in.'),
  }),
  body: none,
  status: 200,
  response: listOf(Remediation, 'Remediation'),
  handle: ({ query }, { browse }) => browse.remediations.list(query, query),
})
