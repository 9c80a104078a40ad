import type { ChangeRequest } from '@patchbay/sdk'
import { triggersOf } from '../../domain/change-request.ts'
import { nextState } from '../../domain/remediation-state.ts'
import type { ChangeRequestRow } from '../../store/change-requests/shapes.ts'
import type { Writers } from '../../store/store.ts'
import { eventOf } from '../remediate/event-of.ts'
import { moveOn } from '../remediate/move-on.ts'

/** Takes in what the platform says of a request, and moves its remediation on as far as it can go that way. */
export async function takeIn(
  write: Writers,
  { id, remediationId, state }: Pick<ChangeRequestRow, 'id' | 'remediationId' | 'state'>,
  request: ChangeRequest,
  at: Date,
): Promise<void> {
  if (state !== request.state) {
    // Everybody locks vulnerabilities before what fixes them, and that before its change requests.
    await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf([remediationId]))
    await write.remediations.lock([remediationId])
  }
  const current = await write.changeRequests.lock(id)
  if (current === undefined) return
  await write.changeRequests.seen(id, request, at)
  if (state !== request.state) await follow(write, current, request, at)
}

/** Whoever opened the request is named for what opening it led to; what is seen later is the hub's. */
async function follow(write: Writers, current: ChangeRequestRow, request: ChangeRequest, at: Date): Promise<void> {
  const { id, remediationId, state: before, openedBy } = current
  const actor = before === null ? openedBy : null
  const reason = reasonOf(request)
  for (const trigger of triggersOf(before, request.state)) {
    const [remediation] = await write.remediations.lock([remediationId])
    if (remediation === undefined) return
    const isSuperseded = trigger === 'declined' && (await write.changeRequests.hasOther(remediationId, id))
    if (!isSuperseded && nextState(remediation.state, trigger) !== null) {
      await moveOn(write, remediation, { trigger, actor, reason }, at)
    } else if (trigger === 'declined') {
      await write.remediations.record([eventOf(remediation, 'comment', actor, { text: reason })], at)
    }
  }
}

function reasonOf({ key, url, state }: ChangeRequest): string {
  const became = state === 'closed' ? 'was closed without being merged' : `is ${state}`
  return [`Change request ${key} ${became}.`, url].filter((part) => part !== null).join(' ')
}
