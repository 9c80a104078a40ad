import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { running, stopped } from '../../domain/waiting.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { ClockRow, LockedVulnerability, VulnerabilityEvent } from '../../store/vulnerabilities/shapes.ts'
import type { Actor, Commands } from '../commands.ts'
import { assessRows } from './assess-due.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

interface Change {
  readonly kind: VulnerabilityEvent['kind']
  readonly clock: Partial<ClockRow>
  readonly data: unknown
}

/** What people do to the clock of a vulnerability. Doing the same twice changes nothing. */
export function createClock({ store, now }: Deps): Pick<Commands['vulnerabilities'], 'wait' | 'resume' | 'exempt'> {
  const change = (id: number, actor: Actor, decide: (row: LockedVulnerability, at: Date) => Change | null) =>
    store.transact(async (write) => {
      const at = now()
      const [row] = await write.vulnerabilities.lock([id])
      if (row === undefined) throw notFound('vulnerability', publicId('vulnerability', id))
      const wanted = decide(row, at)
      if (wanted !== null) await turn(write, row, wanted, actor, at)
    })
  return {
    wait: (id, reason, actor) =>
      change(id, actor, (row, at) =>
        row.waitingSince === null ? { kind: 'waiting', clock: stopped(row, null, at), data: { reason } } : null,
      ),
    resume: (id, actor) =>
      change(id, actor, (row, at) => {
        if (row.waitingSince === null) return null
        if (row.waitingFor !== null) throw stoppedElsewhere(row.waitingFor)
        const clock = running(row, at)
        return { kind: 'resumed', clock, data: { milliseconds: clock.waitedMs - row.waitedMs } }
      }),
    exempt: async (id, { until, reason }, actor) => {
      const end = until === null ? null : futureOf(until, now())
      return change(id, actor, (row) => {
        if (row.exemptUntil?.getTime() === end?.getTime() && (end === null || row.exemptReason === reason)) return null
        const by = end === null ? null : actor.id
        const clock = { exemptUntil: end, exemptReason: end === null ? null : reason, exemptBy: by }
        return { kind: 'exempted', clock, data: { until: end, reason } }
      })
    },
  }
}

async function turn(write: Writers, row: LockedVulnerability, { kind, clock, data }: Change, actor: Actor, at: Date) {
  await write.decisions.setClock(row.id, { ...row, ...clock }, at)
  await write.vulnerabilities.record([{ vulnerabilityId: row.id, assetId: row.assetId, kind, actor: actor.id, data }], at)
  await assessRows(write, [row.id], () => false, at)
}

function stoppedElsewhere(remediationId: number): Problem {
  const remediation = publicId('remediation', remediationId)
  return new Problem('conflict', `Remediation "${remediation}" waits for a vendor, with everything it closes.`, {
    code: 'remediation-waiting',
    remedy: 'Let the remediation go on.',
  })
}

function futureOf(text: string, now: Date): Date {
  const until = new Date(text)
  if (!Number.isNaN(until.getTime()) && until > now) return until
  throw new Problem('invalid', `"${text}" is not a time in the future.`, {
    code: 'exemption-invalid',
    field: 'until',
    remedy: 'Give an ISO 8601 time in the future, e.g. 2027-01-31T00:00:00Z.',
  })
}
