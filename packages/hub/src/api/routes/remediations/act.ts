import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import type { RemediationAction } from '../../../domain/remediation-state.ts'
import { RemediationDetail } from '../../../usecases/browse/resources/remediation.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import type { Route } from '../../route.ts'
import { defineRoute, none } from '../../route.ts'

interface Move {
  readonly action: RemediationAction
  /** As the audit log has it: `remediation.started`. */
  readonly event: `remediation.${string}`
  readonly summary: string
  readonly description: string
}

const reason = z.string().trim().min(1).max(2000)

/** One move of a remediation from state to state. */
function moveRemediation({ action, event, summary, description }: Move): Route {
  return defineRoute({
    id: `${action}Remediation`,
    method: 'POST',
    path: `/remediations/:id/${action}`,
    summary,
    description,
    permission: 'writer',
    within: itself,
    audit: {
      event,
      object: ({ params }) => params.id,
      before: async ({ params }, { browse }) => {
        const { state, stateReason } = await browse.remediations.get(params.id)
        return { state, stateReason }
      },
    },
    params: byId('remediation', 'rem_8'),
    query: none,
    body: z.strictObject({ reason: reason.optional() }).optional(),
    status: 200,
    response: RemediationDetail,
    handle: async (call, { commands, browse }) => {
      const id = databaseId('remediation', call.params.id)
      await commands.remediations.act(id, action, call.body?.reason ?? null, actorOf(call))
      return browse.remediations.get(call.params.id)
    },
  })
}

/** Every move people can make; what scans find out is nobody's to say. */
export const remediationMoves: readonly Route[] = [
  moveRemediation({
    action: 'open',
    event: 'remediation.opened',
    summary: 'Open a proposed remediation',
    description: 'It is wanted. While nobody began, it takes in what is new of the same change.',
  }),
  moveRemediation({
    action: 'start',
    event: 'remediation.started',
    summary: 'Start a remediation',
    description: 'Its vulnerabilities are In Progress.',
  }),
  moveRemediation({
    action: 'review',
    event: 'remediation.reviewed',
    summary: 'Put a remediation into review',
    description: 'The change is made and waits for review.',
  }),
  moveRemediation({
    action: 'merge',
    event: 'remediation.merged',
    summary: 'Say that the change of a remediation is merged',
    description: 'Its vulnerabilities are Pending Action until a complete sync no longer sees them; nothing else resolves it.',
  }),
  moveRemediation({
    action: 'rework',
    event: 'remediation.reworked',
    summary: 'Take a remediation back into work',
    description: 'The change was sent back, or was not enough.',
  }),
  moveRemediation({
    action: 'dismiss',
    event: 'remediation.dismissed',
    summary: 'Dismiss a remediation',
    description: 'It will not be done. Its vulnerabilities stay open, and are not proposed again.',
  }),
  moveRemediation({
    action: 'restore',
    event: 'remediation.restored',
    summary: 'Restore a dismissed remediation',
    description: 'It will be done after all.',
  }),
]
