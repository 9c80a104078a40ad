import { Fault, type Ticket, type TicketState } from '@patchbay/sdk'
import { firstText } from '@patchbay/sdk/shape'
import type { Issue } from './issue-schema.ts'

/** GitLab closes an issue without saying why; who closes it unfixed adds this label, and so does Patchbay. */
export const refusedLabel = 'patchbay::wont-do'

/** Where an issue is: GitLab's numbers count in their project, which keeps its id wherever it is moved. */
export interface IssuePlace {
  readonly projectId: string
  readonly number: string
}

export function ticketIdOf(projectId: number, number: number): string {
  return `${projectId}/${number}`
}

/** Throws `missing` for what is no id of an issue. */
export function placeOf(id: string): IssuePlace {
  const [, projectId, number] = /^(\d+)\/(\d+)$/.exec(id) ?? []
  if (projectId === undefined || number === undefined) throw new Fault('missing', `"${id}" is no issue of GitLab.`)
  return { projectId, number }
}

/** An issue as the hub knows tickets. */
export function toTicket({ project_id, iid, web_url, state, labels, references }: Issue): Ticket {
  const isRefused = labels?.includes(refusedLabel) ?? false
  return {
    id: ticketIdOf(project_id, iid),
    key: firstText(300, references?.full) ?? `#${iid}`,
    url: web_url ?? null,
    state: stateOf(state, isRefused),
    word: state === 'closed' && isRefused ? `closed, ${refusedLabel}` : state,
  }
}

/** Issues are opened or closed; nobody begins one. */
function stateOf(state: string, isRefused: boolean): TicketState {
  if (state !== 'closed') return 'open'
  return isRefused ? 'wont-do' : 'done'
}
