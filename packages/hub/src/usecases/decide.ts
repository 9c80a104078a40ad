import { Problem } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import type { Store, Writers } from '../store/store.ts'
import type { DecisionRow, LockedVulnerability } from '../store/vulnerabilities/shapes.ts'
import type { Actor, Commands, DecisionInput } from './commands.ts'
import { noDecision } from './lifecycle/no-decision.ts'
import { statusOf } from './lifecycle/status-of.ts'
import { assessRows } from './priority/assess-due.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

const system = { id: 'system', kind: 'system' } as const
const most = 10_000

/** What people decide about vulnerabilities. No import ever changes a decision, and no policy one that a person took. */
export function createDecide({ store, now }: Deps): Commands['vulnerabilities']['decide'] {
  return async (ids, input, actor) => {
    const until = checked(input, now())
    if (ids.length > most) {
      throw new Problem('invalid', `At most ${most} vulnerabilities can be decided at once.`, {
        code: 'too-many-vulnerabilities',
        field: 'ids',
        remedy: 'Narrow the selection.',
      })
    }
    return store.transact(async (write) => {
      const chain = input.duplicateOf === undefined ? [] : await write.decisions.duplicatesFrom(input.duplicateOf)
      const locked = await write.vulnerabilities.lock([...new Set([...ids, ...chain])])
      const rows = locked.filter((row) => ids.includes(row.id))
      if (rows.length === 0) {
        throw new Problem('not-found', 'None of these vulnerabilities exists.', { code: 'vulnerability-not-found' })
      }
      if (input.duplicateOf !== undefined) checkTarget(rows, input.duplicateOf, chain)
      const wanted = decisionFrom(input, until, actor, now())
      const changed = rows.filter((row) => !isSame(row, wanted))
      const left: number[] = []
      for (const row of changed) if (await decideOne(write, row, wanted, actor, now())) left.push(row.id)
      // Where nobody decides any more, policies do.
      if (left.length > 0) await assessRows(write, left, () => false, now())
      return { changed: changed.length }
    })
  }
}

/** Writes one person's decision about one vulnerability, under lock, with its line of history. Returns whether nobody decides on it then. */
export async function decideOne(
  write: Writers,
  row: LockedVulnerability,
  wanted: DecisionRow,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  const isNone = wanted.decision === 'none'
  // Who opens what a policy dismissed is remembered: no policy dismisses it again.
  const next = isNone && row.policyId === null ? noDecision : wanted
  await write.vulnerabilities.decide(row.id, statusWith(row, next, now), next, now)
  const data = {
    from: shown(row.decision, row.decisionReason, row.decisionUntil, row.justification, row.duplicateOf),
    to: shown(next.decision, wanted.reason, next.until, next.justification, next.duplicateOf),
    ...(wanted.origin !== null && { origin: wanted.origin }),
  }
  await write.vulnerabilities.record(
    [{ vulnerabilityId: row.id, assetId: row.assetId, kind: 'decided', actor: actor.id, data }],
    now,
  )
  return next === noDecision
}

/** Acceptances whose date has passed end, once, and say so in the history. Returns how many. */
export async function expireDecisions(deps: Deps): Promise<number> {
  let expired = 0
  for (;;) {
    const now = deps.now()
    const count = await deps.store.transact(async (write) => {
      // Somebody may have decided anew, or another worker been faster, before they were locked.
      const rows = (await write.vulnerabilities.lock(await write.vulnerabilities.expired(now, 500))).filter((row) =>
        hasExpired(row, now),
      )
      for (const row of rows) {
        await write.vulnerabilities.decide(row.id, statusWith(row, noDecision, now), noDecision, now)
      }
      await write.vulnerabilities.record(
        rows.map((row) => ({
          vulnerabilityId: row.id,
          assetId: row.assetId,
          kind: 'expired' as const,
          actor: system.id,
          data: { decision: row.decision, until: row.decisionUntil },
        })),
        now,
      )
      // Policies decide from here on, rather than at the next sync.
      if (rows.length > 0) {
        await assessRows(
          write,
          rows.map((row) => row.id),
          () => false,
          now,
        )
      }
      return rows.length
    })
    if (count === 0) return expired
    expired += count
  }
}

function hasExpired({ decision, decisionUntil }: LockedVulnerability, now: Date): boolean {
  return decision === 'risk-accepted' && decisionUntil !== null && decisionUntil <= now
}

/** Throws for what does not go with the decision. Returns the end of an acceptance. */
function checked(input: DecisionInput, now: Date): Date | null {
  const { decision, justification, duplicateOf } = input
  if (justification !== undefined && decision !== 'not-affected') {
    throw invalid('justification', 'Only "not-affected" has a justification.', 'Leave it out.')
  }
  if ((duplicateOf === undefined) === (decision === 'duplicate')) {
    throw invalid(
      'duplicateOf',
      'A duplicate names the vulnerability it is one of, and nothing else does.',
      decision === 'duplicate' ? 'Give the id of the vulnerability that stays.' : 'Leave it out.',
    )
  }
  if (input.until === undefined) return null
  const until = new Date(input.until)
  if (decision !== 'risk-accepted') {
    throw invalid('until', 'Only a risk acceptance has an end date.', 'Leave "until" out, or decide "risk-accepted".')
  }
  if (Number.isNaN(until.getTime()) || until <= now) {
    throw invalid(
      'until',
      `"${input.until}" is not a time in the future.`,
      'Give an ISO 8601 time in the future, e.g. 2027-01-31T00:00:00Z.',
    )
  }
  return until
}

function checkTarget(rows: readonly LockedVulnerability[], target: number, chain: readonly number[]): void {
  if (chain.length === 0) {
    throw new Problem('not-found', `There is no vulnerability "${publicId('vulnerability', target)}".`, {
      code: 'vulnerability-not-found',
      field: 'duplicateOf',
    })
  }
  if (rows.some((row) => row.id === target)) {
    throw invalid('duplicateOf', 'A vulnerability is no duplicate of itself.', 'Give the id of another one.')
  }
  const round = rows.find((row) => chain.includes(row.id))
  if (round === undefined) return
  throw invalid(
    'duplicateOf',
    `${publicId('vulnerability', target)} is itself a duplicate of ${publicId('vulnerability', round.id)}.`,
    'Take back one of the two decisions first.',
  )
}

function invalid(field: string, message: string, remedy: string): Problem {
  return new Problem('invalid', message, { code: 'decision-invalid', field, remedy })
}

function decisionFrom(input: DecisionInput, until: Date | null, actor: Actor, now: Date): DecisionRow {
  return {
    ...noDecision,
    decision: input.decision,
    reason: input.reason ?? null,
    until,
    by: actor.id,
    at: now,
    justification: input.justification ?? null,
    duplicateOf: input.duplicateOf ?? null,
  }
}

function isSame(row: LockedVulnerability, wanted: DecisionRow): boolean {
  if (wanted.decision === 'none') return row.policyId === null && row.decision === 'none'
  return (
    row.policyId === null &&
    row.decision === wanted.decision &&
    row.decisionReason === wanted.reason &&
    row.justification === wanted.justification &&
    row.duplicateOf === wanted.duplicateOf &&
    (row.decisionUntil?.getTime() ?? null) === (wanted.until?.getTime() ?? null)
  )
}

/** A decision as the history tells it. */
function shown(
  decision: string,
  reason: string | null,
  until: Date | null,
  justification: string | null,
  duplicateOf: number | null,
) {
  return {
    decision,
    reason,
    until,
    ...(justification !== null && { justification }),
    ...(duplicateOf !== null && { duplicateOf: publicId('vulnerability', duplicateOf) }),
  }
}

function statusWith(row: LockedVulnerability, { decision, until }: DecisionRow, now: Date): string {
  const aggregate = { openSightings: row.present ? 1 : 0, goneReason: row.goneReason }
  return statusOf({ ...row, decision, decisionUntil: until }, aggregate, now)
}
