import { Problem } from '../domain/problem.ts'
import { vulnerabilityStatus } from '../domain/status.ts'
import type { Store, Writers } from '../store/store.ts'
import type { LockedVulnerability } from '../store/vulnerabilities/shapes.ts'
import type { Actor, Commands, DecisionInput } from './commands.ts'

const system = { id: 'system', kind: 'system' } as const
const most = 10_000

/** What people decide about vulnerabilities. No import ever changes a decision. */
export function createDecide(deps: { readonly store: Store; readonly now: () => Date }): Commands['vulnerabilities'] {
  return {
    async decide(ids, input, actor) {
      const until = checked(input, deps.now())
      if (ids.length > most) {
        throw new Problem('invalid', `At most ${most} vulnerabilities can be decided at once.`, {
          code: 'too-many-vulnerabilities',
          field: 'ids',
          remedy: 'Narrow the selection.',
        })
      }
      const now = deps.now()
      return deps.store.transact(async (write) => {
        const rows = await write.vulnerabilities.lock(ids)
        if (rows.length === 0) {
          throw new Problem('not-found', 'None of these vulnerabilities exists.', { code: 'vulnerability-not-found' })
        }
        const changed = rows.filter((row) => !isSame(row, input, until))
        for (const row of changed) await decideOne(write, row, input, until, actor, now)
        return { changed: changed.length }
      })
    },
  }
}

/** Acceptances whose date has passed end, once, and say so in the history. Returns how many. */
export async function expireDecisions(deps: { readonly store: Store; readonly now: () => Date }): Promise<number> {
  let expired = 0
  for (;;) {
    const now = deps.now()
    const count = await deps.store.transact(async (write) => {
      // Somebody may have decided anew, or another worker been faster, before they were locked.
      const rows = (await write.vulnerabilities.lock(await write.vulnerabilities.expired(now, 500))).filter((row) =>
        hasExpired(row, now),
      )
      for (const row of rows) {
        const none = { decision: 'none', reason: null, until: null, by: null, at: null }
        await write.vulnerabilities.decide(row.id, statusWith(row, 'none', null, now), none, now)
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
      return rows.length
    })
    if (count === 0) return expired
    expired += count
  }
}

function hasExpired({ decision, decisionUntil }: LockedVulnerability, now: Date): boolean {
  return decision === 'risk-accepted' && decisionUntil !== null && decisionUntil <= now
}

function checked(input: DecisionInput, now: Date): Date | null {
  if (input.until === undefined) return null
  const until = new Date(input.until)
  if (input.decision !== 'risk-accepted') {
    throw new Problem('invalid', 'Only a risk acceptance has an end date.', {
      code: 'decision-invalid',
      field: 'until',
      remedy: 'Leave "until" out, or decide "risk-accepted".',
    })
  }
  if (Number.isNaN(until.getTime()) || until <= now) {
    throw new Problem('invalid', `"${input.until}" is not a time in the future.`, {
      code: 'decision-invalid',
      field: 'until',
      remedy: 'Give an ISO 8601 time in the future, e.g. 2027-01-31T00:00:00Z.',
    })
  }
  return until
}

function isSame(row: LockedVulnerability, input: DecisionInput, until: Date | null): boolean {
  return (
    row.decision === input.decision &&
    row.decisionReason === (input.reason ?? null) &&
    (row.decisionUntil?.getTime() ?? null) === (until?.getTime() ?? null)
  )
}

async function decideOne(
  write: Writers,
  row: LockedVulnerability,
  input: DecisionInput,
  until: Date | null,
  actor: Actor,
  now: Date,
): Promise<void> {
  const isNone = input.decision === 'none'
  await write.vulnerabilities.decide(
    row.id,
    statusWith(row, input.decision, until, now),
    { decision: input.decision, reason: input.reason ?? null, until, by: isNone ? null : actor.id, at: isNone ? null : now },
    now,
  )
  const data = {
    from: { decision: row.decision, reason: row.decisionReason, until: row.decisionUntil },
    to: { decision: input.decision, reason: input.reason ?? null, until },
  }
  await write.vulnerabilities.record(
    [{ vulnerabilityId: row.id, assetId: row.assetId, kind: 'decided', actor: actor.id, data }],
    now,
  )
}

function statusWith(row: LockedVulnerability, kind: string, until: Date | null, now: Date): string {
  const presence = row.present
    ? ({ present: true } as const)
    : ({ present: false, reason: row.goneReason ?? 'absent' } as const)
  return vulnerabilityStatus({ presence, decision: { kind, until }, work: 'none' }, now)
}
