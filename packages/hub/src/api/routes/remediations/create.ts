import { z } from 'zod'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import { Remediation } from '../../../usecases/browse/resources/remediation.ts'
import { actorOf } from '../../caller.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { told, toldBy } from './input.ts'

export const createRemediations = defineRoute({
  id: 'createRemediations',
  method: 'POST',
  path: '/remediations',
  summary: 'Create remediations of chosen vulnerabilities',
  description: 'One for each repository or image they are in. To work on what the hub proposes, open the proposal instead.',
  permission: 'writer',
  within: ({ body }) => body.vulnerabilities,
  audit: { event: 'remediation.created', object: (_call, answer) => answer?.items[0]?.id ?? null },
  params: none,
  query: none,
  body: z
    .strictObject({
      vulnerabilities: z.array(Id).min(1).max(1000).describe('Ids of open vulnerabilities; at most 1,000.'),
      ...told,
    })
    .meta({ examples: [{ vulnerabilities: ['vul_3k', 'vul_3m'], title: 'Before the audit', owner: 'team-shop' }] }),
  status: 201,
  response: z.object({ items: z.array(Remediation) }).meta({ id: 'CreatedRemediations' }),
  handle: async ({ body: { vulnerabilities, ...patch }, ...call }, { commands, browse }) => {
    const vulnerabilityIds = vulnerabilities.map((id) => databaseId('vulnerability', id))
    const ids = await commands.remediations.create({ vulnerabilityIds, ...toldBy(patch) }, actorOf(call))
    return { items: await Promise.all(ids.map((id) => browse.remediations.get(publicId('remediation', id)))) }
  },
})
