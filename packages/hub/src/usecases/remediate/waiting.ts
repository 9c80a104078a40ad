import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { inStep, mayWait, waitingStates } from '../../domain/waiting.ts'
import type { LockedRemediation } from '../../store/remediations/shapes.ts'
import type { OutOfStep } from '../../store/remediations/waiting-writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { VulnerabilityEvent } from '../../store/vulnerabilities/shapes.ts'
import type { Commands } from '../commands.ts'
import { assessRows } from '../priority/assess-due.ts'
import { eventOf } from './event-of.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** So many are let go on in one transaction. */
const batch = 500

/** Waiting for a vendor: the clocks of everything a remediation closes stand still. Doing the same twice changes nothing. */
export function createWaiting({ store, now }: Deps): Pick<Commands['remediations'], 'wait' | 'resume'> {
  return {
    async wait(remediationIds, { reason, until: told }, actor) {
      const at = now()
      const until = told === null ? null : futureOf(told, at)
      return store.transact(async (write) => {
        const rows = await hold(write, remediationIds)
        const refused = rows.find(({ state }) => !mayWait(state))
        if (refused !== undefined) throw cannotWait(refused)
        const changed = rows.filter((row) => row.waitingReason !== reason || row.waitingUntil?.getTime() !== until?.getTime())
        for (const { id, waitingSince } of changed) {
          await write.waiting.set(id, { since: waitingSince ?? at, until, reason, by: actor.id }, at)
        }
        const held = await keepInStep(write, changed, at)
        await write.remediations.record(
          held.map((row) => eventOf(row, 'waiting', actor.id, { reason, until })),
          at,
        )
        return { changed: changed.length }
      })
    },

    resume: (remediationIds, actor) =>
      store.transact(async (write) => ({
        changed: await goOn(write, await hold(write, remediationIds), actor.id, now()),
      })),
  }
}

/** Lets go on what waited until now. Returns how many. */
export async function endWaits({ store, now }: Deps): Promise<number> {
  for (let ended = 0; ; ) {
    const count = await store.transact(async (write) => {
      const at = now()
      const rows = await hold(write, await write.waiting.over(at, batch))
      // Somebody may have prolonged it before it was locked.
      const over = rows.filter(({ waitingUntil }) => waitingUntil !== null && waitingUntil <= at)
      return goOn(write, over, null, at)
    })
    if (count === 0) return ended
    ended += count
  }
}

/** Ends the wait of remediations that are locked together with what they close. `actor` null for the hub. Returns how many waited. */
export async function goOn(
  write: Writers,
  rows: readonly LockedRemediation[],
  actor: string | null,
  at: Date,
): Promise<number> {
  const waiting = rows.filter(({ waitingSince }) => waitingSince !== null)
  if (waiting.length === 0) return 0
  for (const { id } of waiting) await write.waiting.set(id, null, at)
  const running = await keepInStep(write, waiting, at)
  await write.remediations.record(
    running.map((row) => eventOf(row, 'resumed', actor, {})),
    at,
  )
  return waiting.length
}

/** Brings the clocks of a repository or image in step with its remediations, after vulnerabilities went from one to another. */
export async function keepClocks(write: Writers, assetId: number, at: Date): Promise<void> {
  await turn(write, await write.waiting.outOfStepIn(assetId), at)
}

/** Returns the remediations as they are then: figures of the moment are made of their due dates. */
async function keepInStep(write: Writers, rows: readonly LockedRemediation[], at: Date): Promise<readonly LockedRemediation[]> {
  const ids = rows.map(({ id }) => id)
  await turn(write, await write.waiting.outOfStep(ids), at)
  await write.remediations.recount(ids, at)
  return write.remediations.lock(ids)
}

async function turn(write: Writers, outOfStep: readonly OutOfStep[], at: Date): Promise<void> {
  if (outOfStep.length === 0) return
  const waiting = new Map(outOfStep.map((row) => [row.id, row.waiting]))
  const rows = await write.vulnerabilities.lock([...waiting.keys()])
  const turned = rows.map((row) => ({ row, clock: inStep(row, waiting.get(row.id) ?? null, at) }))
  await write.waiting.setClocks(
    turned.map(({ row, clock }) => ({ ...clock, id: row.id })),
    at,
  )
  await write.vulnerabilities.record(
    turned.map(({ row, clock }): VulnerabilityEvent => {
      const shared = { vulnerabilityId: row.id, assetId: row.assetId, actor: null }
      if (clock.waitingFor === null)
        return { ...shared, kind: 'resumed', data: { milliseconds: clock.waitedMs - row.waitedMs } }
      return { ...shared, kind: 'waiting', data: { remediation: publicId('remediation', clock.waitingFor) } }
    }),
    at,
  )
  await assessRows(write, [...waiting.keys()], () => false, at)
}

/** Everybody locks vulnerabilities before what fixes them. */
async function hold(write: Writers, remediationIds: readonly number[]): Promise<readonly LockedRemediation[]> {
  const ids = [...new Set(remediationIds)]
  await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf(ids))
  const rows = await write.remediations.lock(ids)
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) throw notFound('remediation', publicId('remediation', missing))
  return rows
}

function futureOf(text: string, now: Date): Date {
  const until = new Date(text)
  if (!Number.isNaN(until.getTime()) && until > now) return until
  throw new Problem('invalid', `"${text}" is not a time in the future.`, {
    code: 'wait-invalid',
    field: 'until',
    remedy: 'Give an ISO 8601 time in the future, e.g. 2027-01-31T00:00:00Z.',
  })
}

function cannotWait({ id, state }: LockedRemediation): Problem {
  return new Problem('conflict', `Remediation "${publicId('remediation', id)}" is ${state}, so it cannot wait for a vendor.`, {
    code: 'remediation-state',
    remedy: `It can while it is ${waitingStates.join(', ')}.`,
  })
}
