import type { Writers } from '../../store/store.ts'
import type { DecisionRow, LockedVulnerability } from '../../store/vulnerabilities/shapes.ts'
import { eventOf } from '../remediate/event-of.ts'
import { noDecision } from './no-decision.ts'

/** Sightings of `from` that are now those of `to`. */
export interface Move {
  readonly from: number
  readonly to: number
}

/**
 * What people decided, and what they do about it, follows the sightings: each target takes the later decision, and the history of a vulnerability that
 * lost its last sighting goes on under the one that follows it. Call after the sightings moved and before `recompute`.
 */
export async function follow(write: Writers, moves: readonly Move[], now: Date): Promise<void> {
  if (moves.length === 0) return
  const locked = await write.vulnerabilities.lock([...new Set(moves.flatMap((move) => [move.from, move.to]))])
  const rows = new Map(locked.map((row) => [row.id, row]))
  for (const move of moves) {
    const from = rows.get(move.from)
    const to = rows.get(move.to)
    if (from && to) rows.set(to.id, await inheritDecision(write, from, to, now))
  }

  const ended = new Set(await write.vulnerabilities.empty(moves.map((move) => move.from)))
  const heirs = new Map<number, Move>()
  for (const move of moves) if (ended.has(move.from) && !heirs.has(move.from)) heirs.set(move.from, move)
  for (const move of heirs.values()) {
    const heir = rows.get(move.to)
    // It was called a duplicate of one that it is now itself.
    if (heir?.duplicateOf === move.from) await write.vulnerabilities.decide(heir.id, heir.status, noDecision, now)
  }
  const others = moves.filter((move) => heirs.get(move.from) !== move)
  await write.vulnerabilities.copyDecisions(
    others.map((move) => move.from),
    others.map((move) => move.to),
  )
  await write.decisions.retargetDuplicates(
    [...heirs.values()].map((move) => move.from),
    [...heirs.values()].map((move) => move.to),
  )
  const followed = await write.remediations.follow(
    moves.map((move) => move.from),
    moves.map((move) => move.to),
    now,
  )
  await write.remediations.record(
    (await write.remediations.lock(followed)).map((row) => eventOf(row, 'vulnerabilities', null, {})),
    now,
  )
  await write.vulnerabilities.moveEvents(
    [...heirs.values()].map((move) => move.from),
    [...heirs.values()].map((move) => move.to),
  )
}

/**
 * The later human decision wins; a decision never meets "none" and loses. What a policy decided does not follow: the policy
 * decides by itself wherever it fits; that a person opened again what one had dismissed does. An exception and time spent waiting follow what had none.
 */
async function inheritDecision(
  write: Writers,
  from: LockedVulnerability,
  to: LockedVulnerability,
  now: Date,
): Promise<LockedVulnerability> {
  const clocked = await inheritClock(write, from, to, now)
  if (isOpenedByPerson(from)) return isDecidedByPerson(to) ? clocked : take(write, from, clocked, now)
  const undecided = !isDecidedByPerson(to) || to.duplicateOf === from.id
  const later = undecided || (from.decidedAt?.getTime() ?? 0) > (to.decidedAt?.getTime() ?? 0)
  // One that was called a duplicate of the other is that other now.
  const meaningless = !isDecidedByPerson(from) || from.duplicateOf === to.id
  return meaningless || !later ? clocked : take(write, from, clocked, now)
}

function isDecidedByPerson({ decision, policyId }: LockedVulnerability): boolean {
  return decision !== 'none' && policyId === null
}

/** Who opens what a policy dismissed leaves a name at "none". */
function isOpenedByPerson({ decision, decidedBy, policyId }: LockedVulnerability): boolean {
  return decision === 'none' && decidedBy !== null && policyId === null
}

/** The one vulnerability is decided as the other is. */
async function take(
  write: Writers,
  from: LockedVulnerability,
  to: LockedVulnerability,
  now: Date,
): Promise<LockedVulnerability> {
  await write.vulnerabilities.decide(to.id, to.status, decisionOf(from), now)
  const { decision, decisionReason, decisionUntil, decidedBy, decidedAt, justification, duplicateOf, decisionOrigin } = from
  return {
    ...to,
    decision,
    decisionReason,
    decisionUntil,
    decidedBy,
    decidedAt,
    justification,
    duplicateOf,
    decisionOrigin,
    policyId: null,
  }
}

async function inheritClock(
  write: Writers,
  from: LockedVulnerability,
  to: LockedVulnerability,
  now: Date,
): Promise<LockedVulnerability> {
  const touched = ({ waitingSince, waitedMs, exemptUntil }: LockedVulnerability) =>
    waitingSince !== null || waitedMs > 0 || exemptUntil !== null
  if (!touched(from) || touched(to)) return to
  await write.decisions.setClock(to.id, from, now)
  const { waitingSince, waitingFor, waitedMs, exemptUntil, exemptReason, exemptBy } = from
  return { ...to, waitingSince, waitingFor, waitedMs, exemptUntil, exemptReason, exemptBy }
}

function decisionOf(row: LockedVulnerability): DecisionRow {
  return {
    decision: row.decision,
    reason: row.decisionReason,
    until: row.decisionUntil,
    by: row.decidedBy,
    at: row.decidedAt,
    justification: row.justification,
    duplicateOf: row.duplicateOf,
    origin: row.decisionOrigin,
    policyId: null,
  }
}
