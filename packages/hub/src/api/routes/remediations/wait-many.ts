import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { remediationIds, Wait, waitedBy } from './input.ts'

export const waitWithRemediations = defineRoute({
  id: 'waitWithRemediations',
  method: 'POST',
  path: '/remediations/wait',
  summary: 'Wait for a vendor with many remediations at once',
  description: 'With all of them or, where one cannot wait, with none.',
  permission: 'writer',
  within: ({ body }) => body.ids,
  audit: { event: 'remediation.waiting', object: () => null },
  params: none,
  query: none,
  body: Wait.extend({ ids: remediationIds }),
  status: 200,
  response: z.object({ changed: z.int().nonnegative() }),
  handle: ({ body, ...call }, { commands }) =>
    commands.remediations.wait(
      body.ids.map((id) => databaseId('remediation', id)),
      waitedBy(body),
      actorOf(call),
    ),
})
