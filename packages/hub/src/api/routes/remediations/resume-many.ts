import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { remediationIds } from './input.ts'

export const resumeRemediations = defineRoute({
  id: 'resumeRemediations',
  method: 'POST',
  path: '/remediations/resume',
  summary: 'Let many remediations that wait go on',
  permission: 'writer',
  within: ({ body }) => body.ids,
  audit: { event: 'remediation.resumed', object: () => null },
  params: none,
  query: none,
  body: z.strictObject({ ids: remediationIds }),
  status: 200,
  response: z.object({ changed: z.int().nonnegative() }),
  handle: ({ body, ...call }, { commands }) =>
    commands.remediations.resume(
      body.ids.map((id) => databaseId('remediation', id)),
      actorOf(call),
    ),
})
