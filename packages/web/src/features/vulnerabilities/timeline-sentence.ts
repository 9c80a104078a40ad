import type { TimelineEntry } from '../../api/types.ts'
import { formatDay } from '../../format/time.ts'
import { actorName } from '../session/actor-name.ts'
import { decisions } from './search.ts'
import { decisionNames, goneReason } from './words.ts'

/** What happened, in a sentence. */
export function timelineSentence({ event, actor, data }: TimelineEntry): string {
  const by = actor === null ? '' : ` by ${actorName(actor)}`
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
      return decided(data['to'], by)
    case 'expired':
      return 'The accepted risk ran out'
    case 'merged':
      return 'Merged with another name of the same problem'
    case 'split':
      return 'Split: the names turned out to be different problems'
    case 'moved':
      return 'Moved with its record'
    case 'commented':
      return `${actor === null ? 'Somebody' : actorName(actor)}${quoted(data['text'])}`
    case 'waiting':
      return `Waits for a vendor${data['remediation'] === undefined ? by : ' with its remediation'}${quoted(data['reason'])}`
    case 'resumed':
      return `Its clock runs again${by}`
    case 'exempted':
      return exempted(data, by)
  }
}

function source(data: TimelineEntry['data']): string {
  const { connection } = data
  const label = typeof connection === 'object' && connection !== null && 'label' in connection ? text(connection.label) : null
  return label === null ? '' : ` by ${label}`
}

function decided(to: unknown, by: string): string {
  const given =
    typeof to === 'object' && to !== null ? { decision: null, reason: null, ...to } : { decision: null, reason: null }
  const found = decisions.find((each) => each === given.decision)
  if (found === 'none') return `Decision taken back${by}`
  return `${found === undefined ? 'Decided' : decisionNames[found]}${by}${quoted(given.reason)}`
}

function exempted(data: TimelineEntry['data'], by: string): string {
  const until = text(data['until'])
  return until === null
    ? `Exception taken back${by}${quoted(data['reason'])}`
    : `Granted time until ${formatDay(until)}${by}${quoted(data['reason'])}`
}

function quoted(reason: unknown): string {
  const given = text(reason)
  return given === null ? '' : `: “${given}”`
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
