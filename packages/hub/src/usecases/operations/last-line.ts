import type { LogLevel } from '../../store/operations/log-writer.ts'
import type { ClaimedOperation } from '../../store/operations/writer.ts'
import type { Run, RunEnd } from './run.ts'
import { amount, duration, tallied } from './words.ts'

type Ended = Extract<RunEnd, { kind: 'ended' }>

const levels: Readonly<Record<Ended['state'], LogLevel>> = {
  complete: 'info',
  partial: 'warning',
  failed: 'error',
  cancelled: 'warning',
}

/** How a run ended, in a sentence for its log. */
export function lastLine(
  { kind }: Pick<ClaimedOperation, 'kind'>,
  counts: Run['counts'],
  outcome: RunEnd,
): { readonly level: LogLevel; readonly message: string } {
  if (outcome.kind === 'lost') return { level: 'warning', message: 'Another process took the run over.' }
  if (outcome.kind === 'requeue') {
    return { level: 'info', message: 'The process stops. The run goes on in the next one, where it is now.' }
  }
  const { state, problem } = outcome
  const asked = counts.requests > 0 ? ` ${amount(counts.requests, 'request')}.` : ''
  const waited = counts.waitedMs >= 1000 ? ` Waited ${duration(counts.waitedMs)} in all.` : ''
  const why = problem === null ? '' : ` ${problem.message}`
  return { level: levels[state], message: `The ${kind} ended ${state}. ${tallied(counts)}.${asked}${waited}${why}` }
}
