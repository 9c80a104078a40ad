import type { ChangeRequest, Fault, OpenedChangeRequests } from '@patchbay/sdk'
import { nextLook } from '../../domain/change-request.ts'
import { nextTry } from '../../domain/notification-retry.ts'
import type { ChangeRequestRow, TriedRequest } from '../../store/change-requests/shapes.ts'
import { writeHealth } from '../notify/happenings.ts'
import { problemOf } from '../operations/problem-of.ts'
import { healthAfter } from '../tickets/ticket-deps.ts'
import { openByRenovate } from './by-renovate.ts'
import type { ChangeRequestDeps } from './change-request-deps.ts'
import { platformFaultOf, platformOf } from './platform.ts'
import { StoredProposal } from './stored-proposal.ts'
import { takeIn } from './take-in.ts'
import { verifiedText } from './texts.ts'

/** Milliseconds that one request may take to be opened, looked at and commented on. */
const patience = 60_000
/** Milliseconds Renovate may take, which fetches the repository and what it needs to make lock files anew. */
const renovatePatience = 900_000

/**
 * Brings one request forward that was taken in hand: opens it, or asks what became of it, and says there once that a scan proved the fix.
 * What was done is written down after it was done: who dies in between does it again, and finds by branch and marker what is there. Then
 * lets it go. Returns what went wrong.
 */
export async function bringForward(deps: ChangeRequestDeps, request: ChangeRequestRow): Promise<Fault | null> {
  const { store, now } = deps
  const isForRenovate = request.madeBy === 'renovate' && request.externalId === null
  const signal = AbortSignal.timeout(isForRenovate ? renovatePatience : patience)
  let fault: Fault | null = null
  try {
    const connection = await store.transact((write) => write.connections.find(request.connectionId))
    const requests = platformOf(deps, connection, signal)
    const seen =
      isForRenovate && connection !== undefined
        ? await openByRenovate(deps, connection, requests, request, signal)
        : await ask(requests, request)
    await store.transact((write) => takeIn(write, request, seen, now()))
    await tell(deps, requests, request, seen)
  } catch (error) {
    fault = platformFaultOf(deps, request.connectionId, signal, error)
  }

  await store.transact(async (write) => {
    const at = now()
    const current = await write.changeRequests.lock(request.id)
    if (current === undefined) return
    await write.changeRequests.tried(request.id, endOf(current, fault, at))
    const connection = await write.connections.find(request.connectionId)
    const health = healthAfter(deps.plugins.get(connection?.connector ?? ''), fault)
    if (connection !== undefined && health !== null) await writeHealth(write, connection, health, at)
  })
  return fault
}

function ask(requests: OpenedChangeRequests, { externalId, proposal }: ChangeRequestRow): Promise<ChangeRequest> {
  return externalId === null ? requests.open(StoredProposal.parse(proposal)) : requests.status(externalId)
}

async function tell(
  { store, now }: Pick<ChangeRequestDeps, 'store' | 'now'>,
  requests: OpenedChangeRequests,
  { id, pendingMarker, startedAt }: ChangeRequestRow,
  seen: ChangeRequest,
): Promise<void> {
  if (pendingMarker === null || seen.state === 'closed') return
  await requests.comment(seen.id, { marker: pendingMarker, since: startedAt.toISOString(), text: verifiedText() })
  await store.transact((write) => write.changeRequests.told(id, now()))
}

function endOf(current: ChangeRequestRow, fault: Fault | null, now: Date): TriedRequest {
  const { standing, state, changedAt } = current
  if (fault === null) {
    const look = state === null || changedAt === null ? null : nextLook({ state, changedAt, now })
    // A scan may have proved the fix since this was begun.
    const isUntold = current.pendingMarker !== null && state !== 'closed'
    return { standing, nextAt: isUntold ? now : look, problem: null }
  }
  const problem = problemOf(fault)
  if (state === null) return { ...unopened(current, fault, now), problem }
  if (fault.kind === 'missing') return { standing: 'gone', nextAt: null, problem }
  // Looking is never given up while there is something to see; a comment that is refused is.
  const isOver = state === 'merged' && !fault.policy.retried
  return { standing, nextAt: isOver ? null : laterTry(current, fault, now, now), problem }
}

function unopened(current: ChangeRequestRow, fault: Fault, now: Date): Pick<TriedRequest, 'standing' | 'nextAt'> {
  const nextAt = fault.policy.retried ? laterTry(current, fault, current.startedAt, now) : null
  return { standing: nextAt === null ? 'failed' : 'opening', nextAt }
}

function laterTry({ failures }: ChangeRequestRow, fault: Fault, startedAt: Date, now: Date): Date | null {
  return nextTry({ failures: failures + 1, startedAt, now, retryAfter: fault.details.retryAfter })
}
