import { Fault } from '@patchbay/sdk'
import { Problem } from '../../domain/problem.ts'
import type { Actor } from '../commands.ts'
import type { AppliedChange, AppliedConfiguration } from './resources.ts'
import type { Action, Step } from './section.ts'

/** What came of one change, for the audit log. */
export interface StepRecord {
  readonly event: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly object: string | null
  readonly before: unknown
  readonly after: unknown
}

interface Applier {
  readonly actor: Actor
  readonly record: (record: StepRecord) => Promise<void>
  /** Throws when somebody else has taken over in the meantime. */
  readonly still: () => Promise<void>
}

/** Does the steps one after the other, and stops at the first that fails. What is done stays done. */
export async function applySteps(steps: readonly Step[], by: Applier): Promise<Omit<AppliedConfiguration, 'digest'>> {
  const changes: AppliedChange[] = []
  let stopped = false
  for (const { change, actions } of steps) {
    if (actions.length === 0) changes.push({ ...change, outcome: null, problem: null })
    else if (stopped) changes.push({ ...change, outcome: 'not-done', problem: null })
    else {
      await by.still()
      const trouble = await perform(actions, by)
      stopped = trouble !== null
      changes.push({ ...change, outcome: stopped ? 'failed' : 'done', problem: trouble })
    }
  }
  return { outcome: stopped ? 'stopped' : 'done', changes }
}

/** Says what went wrong; null when everything is done. */
async function perform(actions: readonly Action[], by: Applier): Promise<AppliedChange['problem']> {
  for (const action of actions) {
    const trouble = await performOne(action, by)
    if (trouble !== null) return trouble
  }
  return null
}

async function performOne(action: Action, { actor, record }: Applier): Promise<AppliedChange['problem']> {
  const { event, object, before, after } = action
  let done: string
  try {
    done = await action.run(actor)
  } catch (error) {
    const refused = error instanceof Problem && error.kind !== 'upstream'
    await record({ event, outcome: refused ? 'refused' : 'failed', object, before, after })
    if (!(error instanceof Problem || error instanceof Fault)) throw error
    return { message: error.message, remedy: error.details.remedy ?? null }
  }
  await record({ event, outcome: 'done', object: done, before, after })
  return null
}
