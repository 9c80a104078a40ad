import { publicId } from '../../domain/public-id.ts'
import { nextState } from '../../domain/remediation-state.ts'
import type { LockedRemediation, Outcome } from '../../store/remediations/shapes.ts'
import type { Writers } from '../../store/store.ts'
import { moveOn } from './move-on.ts'

/** So many of what is left are named in the history. */
const named = 50

/**
 * After a complete sync: what people work on in these repositories and images is resolved when none of its vulnerabilities is
 * left and a scanner saw at least one of them gone. What was merged and is fixed in part says what is left. Call after closing, in the same
 * transaction.
 */
export async function verifyRemediations(write: Writers, assetIds: readonly number[], now: Date): Promise<void> {
  const found = await outcomesOf(write, assetIds)
  for (const { remediation, outcome } of found) {
    if (outcome.left.length > 0) await tellWhatIsLeft(write, remediation, outcome, now)
    else if (outcome.fixed > 0) await moveOn(write, remediation, { trigger: 'verified', actor: null, reason: null }, now)
  }
}

/** Ends what has nothing left to fix although no scanner saw a fix, and would otherwise stay for ever. */
export async function endObsolete(write: Writers, assetId: number, now: Date): Promise<void> {
  const found = await outcomesOf(write, [assetId])
  const reason = 'Nothing is left to fix, but no scan saw a fix.'
  for (const { remediation, outcome } of found) {
    if (outcome.left.length > 0 || outcome.fixed > 0) continue
    await moveOn(write, remediation, { trigger: 'obsolete', actor: null, reason }, now)
  }
}

/**
 * Takes up again what the hub had closed although one of its vulnerabilities is open: a decision ended, or what left it out no longer does.
 * What people dismissed stays dismissed.
 */
export async function takeUpAgain(write: Writers, assetId: number, now: Date): Promise<void> {
  const ids = await write.remediations.openAgain(assetId)
  if (ids.length === 0) return
  // Everybody locks vulnerabilities before what fixes them.
  await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf(ids))
  const reason = 'One of its vulnerabilities is open again.'
  for (const remediation of await write.remediations.lock(ids)) {
    if (nextState(remediation.state, 'revived') === null) continue
    await moveOn(write, remediation, { trigger: 'revived', actor: null, reason }, now)
  }
}

/** Vulnerabilities that are seen again reopen what had resolved them, once. */
export async function reopenRemediations(write: Writers, vulnerabilityIds: readonly number[], now: Date): Promise<void> {
  const remediations = await write.remediations.of(vulnerabilityIds)
  const resolved = new Set([...remediations.values()].filter(({ state }) => state === 'resolved').map(({ id }) => id))
  for (const remediation of await write.remediations.lock([...resolved])) {
    if (remediation.state !== 'resolved') continue
    await moveOn(write, remediation, { trigger: 'reappeared', actor: null, reason: null }, now)
  }
}

interface Found {
  readonly remediation: LockedRemediation
  readonly outcome: Outcome
}

async function outcomesOf(write: Writers, assetIds: readonly number[]): Promise<readonly Found[]> {
  const ids = await write.remediations.activeOf(assetIds)
  if (ids.length === 0) return []
  const remediations = new Map((await write.remediations.lock(ids)).map((remediation) => [remediation.id, remediation]))
  return (await write.remediations.outcomes(ids)).flatMap((outcome) => {
    const remediation = remediations.get(outcome.id)
    return remediation === undefined ? [] : [{ remediation, outcome }]
  })
}

async function tellWhatIsLeft(
  write: Writers,
  remediation: LockedRemediation,
  { left, fixed }: Outcome,
  now: Date,
): Promise<void> {
  if (remediation.state !== 'awaiting-verification' || fixed === 0) return
  const data = {
    fixed,
    left: left.length,
    names: left.slice(0, named).map(({ id, name }) => ({ id: publicId('vulnerability', id), name })),
  }
  const { id, assetId } = remediation
  await write.remediations.record([{ remediationId: id, assetId, kind: 'left', actor: null, data }], now)
}
