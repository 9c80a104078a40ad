import { Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import {
  nextState,
  possibleActions,
  type RemediationState,
  type RemediationTrigger,
  workOf,
} from '../../domain/remediation-state.ts'
import { mayWait } from '../../domain/waiting.ts'
import type { LockedRemediation } from '../../store/remediations/shapes.ts'
import type { Writers } from '../../store/store.ts'
import { statusOf } from '../lifecycle/status-of.ts'
import { eventOf } from './event-of.ts'
import { goOn } from './waiting.ts'

interface Move {
  readonly trigger: RemediationTrigger
  /** `null` for the hub itself. */
  readonly actor: string | null
  readonly reason: string | null
}

/** Moves a locked remediation to the state that follows, its vulnerabilities with it, and says so in its history. */
export async function moveOn(write: Writers, remediation: LockedRemediation, move: Move, now: Date): Promise<void> {
  const { id, state } = remediation
  const to = nextState(state, move.trigger)
  if (to === null) throw cannot(remediation, move.trigger)
  await write.remediations.setState(id, to, move.reason, now)
  await writeWork(write, await write.remediations.vulnerabilitiesOf([id]), to, now)
  if (!mayWait(to)) await goOn(write, [remediation], null, now)
  await write.remediations.recount([id], now)
  const [current] = await write.remediations.lock([id])
  if (current === undefined) return
  const data = { trigger: move.trigger, from: state, to, reason: move.reason }
  await write.remediations.record([eventOf(current, 'state', move.actor, data)], now)
}

/** Brings the work of vulnerabilities in step with the state of their remediation. */
export async function writeWork(write: Writers, ids: readonly number[], state: RemediationState, now: Date): Promise<void> {
  const work = workOf(state)
  const rows = await write.vulnerabilities.lock(ids)
  const changed = rows.filter((row) => row.work !== work)
  await write.vulnerabilities.setWork(
    changed.map((row) => ({
      id: row.id,
      work,
      status: statusOf({ ...row, work }, { openSightings: row.present ? 1 : 0, goneReason: row.goneReason }, now),
    })),
    now,
  )
}

function cannot({ id, state }: LockedRemediation, trigger: RemediationTrigger): Problem {
  const possible = possibleActions(state)
  return new Problem('conflict', `Remediation "${publicId('remediation', id)}" is ${state}, so "${trigger}" is not possible.`, {
    code: 'remediation-state',
    remedy:
      possible.length === 0
        ? 'It is over. A scanner that sees one of its vulnerabilities again reopens it.'
        : `Possible now: ${possible.join(', ')}.`,
  })
}
