import { Fault, type Ticket, type TicketState } from '@patchbay/sdk'
import { ticketLabel } from '@patchbay/sdk/shape'
import type { Issue } from './issue-schema.ts'

/** Where an issue is: GitHub's numbers count in their repository. */
export interface IssuePlace {
  /** `owner/name`. */
  readonly fullName: string
  readonly number: number
}

export function ticketIdOf({ fullName, number }: IssuePlace): string {
  return `${fullName}#${number}`
}

/** Throws `missing` for what is no id of an issue. */
export function placeOf(id: string): IssuePlace {
  const [, fullName, number] = /^([^/\s#]+\/[^/\s#]+)#(\d+)$/.exec(id) ?? []
  if (fullName === undefined) throw new Fault('missing', `"${id}" is no issue of GitHub.`)
  return { fullName, number: Number(number) }
}

/** Whether it carries a mark of ours. Names can be given to other repositories, in which the same number is somebody else's issue. */
export function isOurs({ body }: Issue): boolean {
  return body?.includes(`<!-- ${ticketLabel}:`) ?? false
}

/** An issue as the hub knows tickets. */
export function toTicket(fullName: string, { number, html_url, state, state_reason }: Issue): Ticket {
  const id = ticketIdOf({ fullName, number })
  const reason = state === 'closed' && state_reason ? ` as ${state_reason.replaceAll('_', ' ')}` : ''
  return { id, key: id, url: html_url ?? null, state: stateOf(state, state_reason), word: `${state}${reason}` }
}

/** Issues are open or closed; nobody begins one. */
function stateOf(state: string, reason: string | null | undefined): TicketState {
  if (state !== 'closed') return 'open'
  return reason === 'not_planned' || reason === 'duplicate' ? 'wont-do' : 'done'
}
