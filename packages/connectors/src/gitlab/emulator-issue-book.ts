import type { TicketState } from '@patchbay/sdk'
import type { Clock, TrackerFacts } from '@patchbay/sdk/testing'

export interface EmulatedIssue {
  readonly id: number
  readonly projectId: number
  readonly iid: number
  readonly title: string
  readonly description: string
  readonly labels: readonly string[]
  readonly confidential: boolean
  readonly createdAt: string
  readonly updatedAt: string
  readonly state: 'opened' | 'closed'
  readonly notes: readonly string[]
  /** Id of what it became in another project. */
  readonly movedTo: number | null
  readonly isDuplicate: boolean
}

export type IssueDraft = Pick<EmulatedIssue, 'projectId' | 'title' | 'description' | 'labels' | 'confidential'>

/** What happens to issues past the API. Ids are `project/iid`. */
export interface IssueControls extends Pick<TrackerFacts, 'held' | 'people'> {
  /** The secret token of the group's webhook, and what it sends when an issue changes. */
  readonly webhookSecret: string
  readonly call: NonNullable<TrackerFacts['call']>
  /** Somebody moves it to another project, where it is another issue: this one is closed. */
  moveAway(id: string): void
  closeAsDuplicate(id: string): void
}

/** Issues of all projects. */
export interface IssueBook {
  ofProject(id: number): readonly EmulatedIssue[]
  find(projectId: number, iid: string): EmulatedIssue | undefined
  create(draft: IssueDraft): EmulatedIssue
  change(issue: EmulatedIssue, changes: Partial<EmulatedIssue>): EmulatedIssue
  readonly controls: IssueControls
}

const webhookSecret = 'gl-hook-3f0a1c2b4d5e6f708192a3b4c5d6e7f8'
const refused = 'patchbay::wont-do'

export function createIssueBook(clock: Clock): IssueBook {
  const issues = new Map<string, EmulatedIssue>()
  const numbers = new Map<number, number>()
  let made = 7000
  const now = () => clock.now().toISOString()

  function change(issue: EmulatedIssue, changes: Partial<EmulatedIssue>): EmulatedIssue {
    const changed = { ...issue, ...changes, updatedAt: now() }
    issues.set(`${issue.projectId}/${issue.iid}`, changed)
    return changed
  }

  function moveTo(id: string, state: TicketState): void {
    const issue = issues.get(id)
    if (issue === undefined) return
    const labels = issue.labels.filter((name) => name !== refused)
    const isOpen = state === 'open' || state === 'in-progress'
    change(issue, { state: isOpen ? 'opened' : 'closed', labels: state === 'wont-do' ? [...labels, refused] : labels })
  }

  function closeAs(id: string, how: Pick<EmulatedIssue, 'movedTo'> | Pick<EmulatedIssue, 'isDuplicate'>): void {
    const issue = issues.get(id)
    if (issue === undefined) throw new RangeError(`There is no issue "${id}".`)
    change(issue, { ...how, state: 'closed' })
  }

  return {
    ofProject: (id) => [...issues.values()].filter(({ projectId }) => projectId === id),
    find: (projectId, iid) => issues.get(`${projectId}/${iid}`),
    create: (draft) => {
      const iid = (numbers.get(draft.projectId) ?? 0) + 1
      numbers.set(draft.projectId, iid)
      made += 1
      const fresh = { state: 'opened', notes: [], movedTo: null, isDuplicate: false } as const
      return change({ ...draft, ...fresh, id: made, iid, createdAt: now(), updatedAt: now() }, {})
    },
    change,
    controls: {
      webhookSecret,
      held: () => [...issues].map(toHeld),
      people: { move: moveTo, remove: (id) => void issues.delete(id) },
      call: callAbout,
      moveAway: (id) => closeAs(id, { movedTo: 9_000 }),
      closeAsDuplicate: (id) => closeAs(id, { isDuplicate: true }),
    },
  }
}

function toHeld([id, { title, description, notes, state, labels }]: readonly [string, EmulatedIssue]) {
  const closed = labels.includes(refused) ? ('wont-do' as const) : ('done' as const)
  return { id, title, content: description, comments: notes, state: state === 'opened' ? ('open' as const) : closed }
}

function callAbout(id: string) {
  const [projectId, iid] = id.split('/').map(Number)
  const body = JSON.stringify({ object_kind: 'issue', project: { id: projectId }, object_attributes: { iid, action: 'close' } })
  return { body, headers: { 'x-gitlab-event': 'Issue Hook', 'x-gitlab-token': webhookSecret } }
}
