import type { RecordEvent } from '../../api/types.ts'
import { matchReason } from './match-reason.ts'

type Target = NonNullable<Extract<RecordEvent, { readonly kind: 'mapping' }>['to']>

/** One line of a record's history. */
export function eventSentence(event: RecordEvent): string {
  if (event.kind === 'state') return event.reason
  const { from, to, undone } = event
  const back = undone ? 'Taken back: ' : ''
  if (to === null) return sentence(`${back}unmapped from ${placeOf(from)}`)
  const way = undone ? '' : `, ${matchReason(to.method)}`
  if (from === null || placeOf(from) === placeOf(to)) return sentence(`${back}mapped to ${placeOf(to)}${way}`)
  return sentence(`${back}moved from ${placeOf(from)} to ${placeOf(to)}${way}`)
}

function placeOf(target: Target | null): string {
  return target?.repository ?? target?.product ?? 'what is gone'
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
