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
export function toTicket({ project_id, iid, web_url, state, labels, references, _links }: Issue): Ticket {
  const isLabelled = labels?.includes(refusedLabel) ?? false
  const isDuplicate = _links?.closed_as_duplicate_of != null
  return {
    id: ticketIdOf(project_id, iid),
    key: firstText(300, references?.full) ?? `#${iid}`,
    url: web_url ?? null,
    state: stateOf(state, isLabelled || isDuplicate),
    word: state === 'closed' ? wordOf(isLabelled, isDuplicate) : state,
  }
}

function wordOf(isLabelled: boolean, isDuplicate: boolean): string {
  if (isLabelled) return `closed, ${refusedLabel}`
  return isDuplicate ? 'closed as a duplicate' : 'closed'
}

/** Moved to another project it is another issue there, and the one that is left says nothing about the work. */
export function isMoved({ moved_to_id }: Issue): boolean {
  return moved_to_id != null
}

/** Issues are opened or closed; nobody begins one. */
function stateOf(state: string, isRefused: boolean): TicketState {
  if (state !== 'closed') return 'open'
  return isRefused ? 'wont-do' : 'done'
}
