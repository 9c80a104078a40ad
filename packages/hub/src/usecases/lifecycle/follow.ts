import type { Writers } from '../../store/store.ts'
import type { DecisionRow, LockedVulnerability } from '../../store/vulnerabilities/shapes.ts'

/** Sightings of `from` that are now those of `to`. */
export interface Move {
  readonly from: number
  readonly to: number
}

/**
 * What people decided follows the sightings: each target takes the later decision, and the history of a vulnerability that
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
  const others = moves.filter((move) => heirs.get(move.from) !== move)
  await write.vulnerabilities.copyDecisions(
    others.map((move) => move.from),
    others.map((move) => move.to),
  )
  await write.vulnerabilities.moveEvents(
    [...heirs.values()].map((move) => move.from),
    [...heirs.values()].map((move) => move.to),
  )
}

/** The later human decision wins; a decision never meets "none" and loses. */
async function inheritDecision(
  write: Writers,
  from: LockedVulnerability,
  to: LockedVulnerability,
  now: Date,
): Promise<LockedVulnerability> {
  const later = to.decision === 'none' || (from.decidedAt?.getTime() ?? 0) > (to.decidedAt?.getTime() ?? 0)
  if (from.decision === 'none' || !later) return to
  await write.vulnerabilities.decide(to.id, to.status, decisionOf(from), now)
  const { decision, decisionReason, decisionUntil, decidedBy, decidedAt } = from
  return { ...to, decision, decisionReason, decisionUntil, decidedBy, decidedAt }
}

function decisionOf(row: LockedVulnerability): DecisionRow {
  return { decision: row.decision, reason: row.decisionReason, until: row.decisionUntil, by: row.decidedBy, at: row.decidedAt }
}
