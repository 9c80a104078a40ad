import type { RemediationEvent, RemediationState } from '../../api/types.ts'
import { formatCount } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import { actorName } from '../session/actor-name.ts'
import { states } from './search.ts'
import { stateNames } from './words.ts'

const moves: Readonly<Record<string, string>> = {
  created: 'Made of chosen vulnerabilities',
  open: 'Opened',
  start: 'Begun',
  review: 'Put into review',
  merge: 'Merged, awaiting a scan',
  rework: 'Taken back to work',
  dismiss: 'Dismissed',
  restore: 'Restored',
  verified: 'Resolved: a complete sync no longer sees its vulnerabilities',
  reappeared: 'Reopened: a scanner sees one of its vulnerabilities again',
  obsolete: 'Dismissed: nothing is left to fix',
  revived: 'Taken up again: one of its vulnerabilities is open again',
  declined: 'Open again: its change request was closed without being merged',
}

/** What happened, in a sentence. */
export function historySentence({ event, actor, data }: RemediationEvent): string {
  const by = actor === null ? '' : ` by ${actorName(actor)}`
  switch (event) {
    case 'state':
      return `${moved(data)}${by}${quoted(data['reason'])}`
    case 'comment':
      return `${actor === null ? 'Comment' : actorName(actor)}: “${String(data['text'] ?? '')}”`
    case 'edited':
      return `Owner, priority, due date or title changed${by}`
    case 'vulnerabilities':
      return 'What it closes changed'
    case 'waiting':
      return `Waiting for a vendor${until(data['until'])}${by}${quoted(data['reason'])}`
    case 'resumed':
      return `No longer waiting for a vendor${by}`
    case 'left':
      return left(data)
  }
}

function moved(data: RemediationEvent['data']): string {
  const told = moves[String(data['trigger'])]
  if (told !== undefined) return told
  const to = stateOf(data['to'])
  return to === undefined ? 'Moved on' : stateNames[to]
}

function stateOf(value: unknown): RemediationState | undefined {
  return states.find((state) => state === value)
}

function left(data: RemediationEvent['data']): string {
  const [fixed, remaining] = [Number(data['fixed']), Number(data['left'])]
  const count = formatCount(remaining, 'vulnerability is', 'vulnerabilities are')
  return `A sync saw ${fixed} fixed; ${count} left: ${namesOf(data['names']).join(', ')}`
}

function namesOf(names: unknown): readonly string[] {
  if (!Array.isArray(names)) return []
  return names.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? [one.name] : [],
  )
}

function until(day: unknown): string {
  return typeof day === 'string' ? ` until ${formatDay(day)}` : ''
}

function quoted(reason: unknown): string {
  return typeof reason === 'string' && reason !== '' ? `: “${reason}”` : ''
}
