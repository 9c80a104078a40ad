import type { TimelineEntry } from '../../api/types.ts'
import { decisions } from './search.ts'
import { decisionNames, goneReason } from './words.ts'

/** What happened, in a sentence. `nameOf` says who an actor is. */
export function timelineSentence({ event, actor, data }: TimelineEntry, nameOf: (id: string) => string): string {
  const by = actor === null ? '' : ` by ${nameOf(actor)}`
  switch (event) {
    case 'detected':
      return `First detected${source(data)}`
    case 'imported':
      return `First imported${source(data)}`
    case 'closed':
      return `Closed: ${goneReason(text(data['reason']))}`
    case 'reopened':
      return `Seen again${source(data)}`
    case 'decided':
      return `${decision(data['decision'])}${by}${quoted(data['reason'])}`
    case 'expired':
      return 'The accepted risk ran out'
    case 'merged':
      return 'Merged with another name of the same problem'
    case 'split':
      return 'Split: the names turned out to be different problems'
    case 'moved':
      return 'Moved with its record'
  }
}

function source(data: TimelineEntry['data']): string {
  const { connection } = data
  const label = typeof connection === 'object' && connection !== null && 'label' in connection ? text(connection.label) : null
  return label === null ? '' : ` by ${label}`
}

function decision(value: unknown): string {
  const found = decisions.find((each) => each === value)
  if (found === undefined) return 'Decided'
  return found === 'none' ? 'Decision taken back' : decisionNames[found]
}

function quoted(reason: unknown): string {
  const given = text(reason)
  return given === null ? '' : `: “${given}”`
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
