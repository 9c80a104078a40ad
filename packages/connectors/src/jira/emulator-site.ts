import type { TicketState } from '@patchbay/sdk'
import type { Clock } from '@patchbay/sdk/testing'

export interface Status {
  readonly id: string
  readonly name: string
  readonly category: 'new' | 'indeterminate' | 'done'
}

export interface EmulatedIssue {
  readonly id: string
  readonly key: string
  readonly project: string
  readonly type: string
  readonly summary: string
  /** A document or wiki markup, as it was given. */
  readonly description: unknown
  readonly labels: readonly string[]
  readonly fields: Readonly<Record<string, unknown>>
  readonly createdAt: number
  readonly updatedAt: number
  readonly status: Status
  readonly resolution: string | null
  readonly comments: readonly EmulatedComment[]
}

export interface EmulatedComment {
  readonly id: string
  readonly body: unknown
  readonly createdAt: number
}

export type IssueDraft = Pick<EmulatedIssue, 'project' | 'type' | 'summary' | 'description' | 'labels' | 'fields'>

/** One way out of a status. */
export interface Transition {
  readonly id: string
  readonly name: string
  readonly from: readonly string[]
  readonly to: Status
  /** Its screen asks for a resolution. */
  readonly resolves: boolean
}

export interface Site {
  readonly projects: readonly string[]
  readonly transitions: readonly Transition[]
  issues(): readonly EmulatedIssue[]
  /** By id or key. */
  find(idOrKey: string): EmulatedIssue | undefined
  create(draft: IssueDraft): EmulatedIssue
  change(id: string, changes: Partial<EmulatedIssue>): void
  comment(id: string, body: unknown): EmulatedComment
  remove(id: string): void
  /** What people do, whatever the workflow says. */
  moveTo(id: string, state: TicketState): void
  /** Whether a search finds it yet. */
  isIndexed(issue: EmulatedIssue, now: Date): boolean
  /** The last change a search knows of. */
  indexedChange(issue: EmulatedIssue, now: Date): number
}

const toDo: Status = { id: '10000', name: 'To Do', category: 'new' }
const inProgress: Status = { id: '3', name: 'In Progress', category: 'indeterminate' }
const inReview: Status = { id: '10100', name: 'In Review', category: 'indeterminate' }
const done: Status = { id: '10001', name: 'Done', category: 'done' }

/** A workflow in which ids depend on where an issue is, as they do in Jira. */
const transitions: readonly Transition[] = [
  { id: '11', name: 'Start', from: [toDo.id], to: inProgress, resolves: false },
  { id: '21', name: 'Ask for review', from: [inProgress.id], to: inReview, resolves: false },
  { id: '31', name: 'Close', from: [toDo.id, inProgress.id], to: done, resolves: true },
  { id: '32', name: 'Approve', from: [inReview.id], to: done, resolves: true },
  { id: '41', name: 'Reopen', from: [done.id], to: toDo, resolves: false },
]

export const resolutions = ['Won’t Do', 'Done', 'Duplicate'] as const

/** Milliseconds until a search finds what was created or changed. */
const indexLag = 20_000

export function createJiraSite(clock: Clock): Site {
  const byId = new Map<string, EmulatedIssue>()
  const numbers = new Map<string, number>()
  let made = 10_000

  function next(): string {
    made += 1
    return String(made)
  }

  function change(id: string, changes: Partial<EmulatedIssue>): void {
    const issue = byId.get(id)
    if (issue !== undefined) byId.set(id, { ...issue, ...changes, updatedAt: clock.now().getTime() })
  }

  return {
    projects: ['SEC', 'OPS'],
    transitions,
    issues: () => [...byId.values()],
    find: (idOrKey) => byId.get(idOrKey) ?? [...byId.values()].find(({ key }) => key === idOrKey),
    create: (draft) => {
      const number = (numbers.get(draft.project) ?? 0) + 1
      numbers.set(draft.project, number)
      const now = clock.now().getTime()
      const more = { id: next(), key: `${draft.project}-${number}`, createdAt: now, updatedAt: now }
      const issue = { ...draft, ...more, status: toDo, resolution: null, comments: [] }
      byId.set(issue.id, issue)
      return issue
    },
    change,
    comment: (id, body) => {
      const comment = { id: next(), body, createdAt: clock.now().getTime() }
      change(id, { comments: [...(byId.get(id)?.comments ?? []), comment] })
      return comment
    },
    remove: (id) => void byId.delete(id),
    moveTo: (id, state) => {
      const status = { open: toDo, 'in-progress': inProgress, done, 'wont-do': done }[state]
      const resolution = { open: null, 'in-progress': null, done: 'Done', 'wont-do': 'Won’t Do' }[state]
      change(id, { status, resolution })
    },
    isIndexed: ({ createdAt }, now) => createdAt + indexLag <= now.getTime(),
    indexedChange: ({ createdAt, updatedAt }, now) => (updatedAt + indexLag <= now.getTime() ? updatedAt : createdAt),
  }
}
