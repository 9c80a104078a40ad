import type { ChangeObstacle, ChangeRequestState } from '@patchbay/sdk'
import { type Branches, type Clock, createBranches, firstFiles, type PlatformFacts } from '@patchbay/sdk/testing'
import type { EmulatedIssue, IssueBook } from './emulator-issue-book.ts'
import type { HostedRepository, Site } from './emulator-site.ts'

export interface EmulatedPull {
  readonly repositoryId: number
  readonly number: number
  readonly head: string
  /** `owner/name` of the fork whose branch it is. */
  readonly fork?: string
  readonly base: string
  readonly state: ChangeRequestState
  readonly mergedAt: string | null
  readonly mergeCommit: string | null
  readonly obstacle: ChangeObstacle | null
}

/** What happens to branches and pull requests past the API. Ids are `owner/name#number`. */
export interface PullControls extends Pick<PlatformFacts, 'held' | 'people'> {
  /** Files of a branch, of the default one without a name. */
  files(fullName: string, branch?: string): Readonly<Record<string, string>> | undefined
  /** Adds a commit to the default branch. */
  write(fullName: string, files: Readonly<Record<string, string>>): void
  /** Opens a closed pull request again. */
  reopen(id: string): void
  /** Puts something in the way of a merge, or takes it away. */
  hinder(id: string, obstacle: ChangeObstacle | null): void
  /** Somebody proposes a branch of a fork of the home repository, whatever its name. Answers the id of the request. */
  fork(fork: string, branch: string): string
  /** A rule that forbids to make branches whose names begin so. */
  forbid(prefix: string): void
}

/** Branches and pull requests of all repositories. A pull request is an issue as well: they share numbers, title, text and comments. */
export interface PullBook {
  git(repository: HostedRepository): Branches
  /** The files a tree holds. */
  tree(sha: string): Readonly<Record<string, string>> | undefined
  keepTree(sha: string, files: Readonly<Record<string, string>>): void
  isForbidden(branch: string): boolean
  ofRepository(id: number): readonly EmulatedPull[]
  find(repositoryId: number, number: string): EmulatedPull | undefined
  issueOf(pull: EmulatedPull): EmulatedIssue
  create(
    draft: Pick<EmulatedPull, 'repositoryId' | 'head' | 'base' | 'fork'> & { readonly title: string; readonly body: string },
  ): EmulatedPull
  readonly controls: PullControls
}

/** `home` is the repository the controls mean that name none. */
export function createPullBook(from: { site: Site; issues: IssueBook; clock: Clock; home: string }): PullBook {
  const { site, issues, clock, home } = from
  const pulls = new Map<string, EmulatedPull>()
  const repositories = new Map<number, Branches>()
  const trees = new Map<string, Readonly<Record<string, string>>>()
  const forbidden: string[] = []

  function git({ id, fullName, defaultBranch }: HostedRepository): Branches {
    const known = repositories.get(id) ?? createBranches(fullName, defaultBranch, firstFiles)
    repositories.set(id, known)
    return known
  }

  function named(fullName: string): { readonly repository: HostedRepository; readonly branches: Branches } {
    const repository = site.byName(fullName)
    if (repository === undefined) throw new RangeError(`There is no repository "${fullName}".`)
    return { repository, branches: git(repository) }
  }

  function issueOf({ repositoryId, number }: EmulatedPull): EmulatedIssue {
    const issue = issues.find(repositoryId, String(number))
    if (issue === undefined || issue === 'deleted') throw new RangeError(`There is no issue ${number}.`)
    return issue
  }

  const keyOf = ({ repositoryId, number }: EmulatedPull) => `${site.byId(repositoryId)?.fullName ?? ''}#${number}`

  const create: PullBook['create'] = ({ title, body, ...draft }) => {
    const { number } = issues.create({ repositoryId: draft.repositoryId, title, body, labels: [], isPull: true })
    const pull: EmulatedPull = { ...draft, number, state: 'open', mergedAt: null, mergeCommit: null, obstacle: null }
    pulls.set(keyOf(pull), pull)
    return pull
  }

  function pullOf(id: string): EmulatedPull {
    const pull = pulls.get(id)
    if (pull === undefined) throw new RangeError(`There is no pull request "${id}".`)
    return pull
  }

  function change(id: string, state: ChangeRequestState, mergeCommit: string | null): void {
    const pull = pullOf(id)
    const mergedAt = mergeCommit === null ? null : clock.now().toISOString()
    pulls.set(id, { ...pull, state, mergedAt, mergeCommit })
    issues.change(issueOf(pull), { state: state === 'open' ? 'open' : 'closed' })
  }

  return {
    git,
    tree: (sha) => trees.get(sha),
    keepTree: (sha, files) => void trees.set(sha, files),
    isForbidden: (branch) => forbidden.some((prefix) => branch.startsWith(prefix)),
    ofRepository: (id) => [...pulls.values()].filter(({ repositoryId }) => repositoryId === id),
    find: (repositoryId, number) => pulls.get(`${site.byId(repositoryId)?.fullName ?? ''}#${number}`),
    issueOf,
    create,
    controls: {
      held: () => [...pulls].map(([id, pull]) => toHeld(id, pull, issueOf(pull), repositories.get(pull.repositoryId))),
      files: (fullName, branch) => {
        const { repository, branches } = named(fullName)
        return branches.filesOf(branch ?? repository.defaultBranch)
      },
      write: (fullName, files) => {
        const { repository, branches } = named(fullName)
        push(branches, repository.defaultBranch, repository.defaultBranch, files)
      },
      reopen: (id) => change(id, 'open', null),
      hinder: (id, obstacle) => void pulls.set(id, { ...pullOf(id), obstacle }),
      fork: (fork, head) => {
        const { id, defaultBranch } = named(home).repository
        return keyOf(create({ repositoryId: id, head, fork, base: defaultBranch, title: 'From a fork', body: '' }))
      },
      forbid: (prefix) => void forbidden.push(prefix),
      people: {
        push: (branch, path, text) => {
          const { repository, branches } = named(home)
          push(branches, branch ?? repository.defaultBranch, repository.defaultBranch, { [path]: text })
        },
        branch: (name) => {
          const { repository, branches } = named(home)
          branches.point(name, branches.heads.get(repository.defaultBranch) ?? '')
        },
        merge: (id) => {
          const { repository, branches } = named(id.split('#')[0] ?? '')
          const files = branches.filesOf(pulls.get(id)?.head ?? '') ?? {}
          change(id, 'merged', push(branches, repository.defaultBranch, repository.defaultBranch, files))
        },
        close: (id) => change(id, 'closed', null),
      },
    },
  }
}

/** Adds a commit to a branch, which is made from another one where it is not there. Answers the commit. */
function push(branches: Branches, branch: string, from: string, files: Readonly<Record<string, string>>): string {
  const { sha } = branches.commit(branches.heads.get(branch) ?? branches.heads.get(from) ?? null, 'Work', files)
  branches.point(branch, sha)
  return sha
}

function toHeld(id: string, { head, base, state }: EmulatedPull, { title, body, comments }: EmulatedIssue, git?: Branches) {
  return {
    id,
    branch: head,
    title,
    content: body,
    comments: comments.map((comment) => comment.body),
    state,
    commits: git?.ahead(head, base).length ?? 0,
  }
}
