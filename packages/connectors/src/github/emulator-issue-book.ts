import { createHmac } from 'node:crypto'
import type { TicketState } from '@patchbay/sdk'
import type { Clock, TrackerFacts } from '@patchbay/sdk/testing'
import type { Site } from './emulator-site.ts'

export interface EmulatedIssue {
  readonly repositoryId: number
  readonly number: number
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
  readonly state: 'open' | 'closed'
  readonly reason: string | null
  readonly comments: readonly { readonly body: string; readonly at: string }[]
  /** It belongs to a pull request. */
  readonly isPull?: true
}

export type IssueDraft = Pick<EmulatedIssue, 'repositoryId' | 'title' | 'body' | 'labels' | 'isPull'>

/** What happens to issues past the API. Ids are `owner/name#number`. */
export interface IssueControls extends Pick<TrackerFacts, 'held' | 'people'> {
  /** The secret of the organization's webhook, and what it sends when an issue changes. */
  readonly webhookSecret: string
  readonly call: NonNullable<TrackerFacts['call']>
}

/** Issues of all repositories. */
export interface IssueBook {
  ofRepository(id: number): readonly EmulatedIssue[]
  /** `deleted` of one that was. */
  find(repositoryId: number, number: string): EmulatedIssue | 'deleted' | undefined
  create(draft: IssueDraft): EmulatedIssue
  change(issue: EmulatedIssue, changes: Partial<EmulatedIssue>): EmulatedIssue
  comment(issue: EmulatedIssue, body: string): void
  readonly controls: IssueControls
}

const webhookSecret = 'gh-hook-8c1f2e3d4b5a69788796a5b4c3d2e1f0'

export function createIssueBook(site: Site, clock: Clock): IssueBook {
  const issues = new Map<string, EmulatedIssue>()
  const deleted = new Set<string>()
  const numbers = new Map<number, number>()

  const keyOf = (repositoryId: number, number: number | string) => `${site.byId(repositoryId)?.fullName ?? ''}#${number}`
  const now = () =>
    clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')

  function change(issue: EmulatedIssue, changes: Partial<EmulatedIssue>): EmulatedIssue {
    const changed = { ...issue, ...changes, updatedAt: now() }
    issues.set(keyOf(issue.repositoryId, issue.number), changed)
    return changed
  }

  function moveTo(id: string, state: TicketState): void {
    const issue = issues.get(id)
    if (issue === undefined) return
    if (state === 'open' || state === 'in-progress') change(issue, { state: 'open', reason: null })
    else change(issue, { state: 'closed', reason: state === 'done' ? 'completed' : 'not_planned' })
  }

  return {
    ofRepository: (id) => [...issues.values()].filter(({ repositoryId }) => repositoryId === id),
    find: (repositoryId, number) => {
      const key = keyOf(repositoryId, number)
      return deleted.has(key) ? 'deleted' : issues.get(key)
    },
    create: (draft) => {
      const number = (numbers.get(draft.repositoryId) ?? 0) + 1
      numbers.set(draft.repositoryId, number)
      return change({ ...draft, number, createdAt: now(), updatedAt: now(), state: 'open', reason: null, comments: [] }, {})
    },
    change,
    comment: (issue, body) => void change(issue, { comments: [...issue.comments, { body, at: now() }] }),
    controls: {
      webhookSecret,
      held: () => [...issues].filter(([, { isPull }]) => !isPull).map(toHeld),
      people: {
        move: moveTo,
        remove: (id) => {
          if (issues.delete(id)) deleted.add(id)
        },
      },
      call: callAbout,
    },
  }
}

function toHeld([id, { title, body, comments, state, reason }]: readonly [string, EmulatedIssue]) {
  const closed = reason === 'completed' ? ('done' as const) : ('wont-do' as const)
  return {
    id,
    title,
    content: body,
    comments: comments.map((comment) => comment.body),
    state: state === 'open' ? ('open' as const) : closed,
  }
}

function callAbout(id: string) {
  const [fullName, number] = id.split('#')
  const body = JSON.stringify({ action: 'closed', issue: { number: Number(number) }, repository: { full_name: fullName } })
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex')
  return { body, headers: { 'x-github-event': 'issues', 'x-hub-signature-256': `sha256=${signature}` } }
}
