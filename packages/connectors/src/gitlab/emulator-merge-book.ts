import type { ChangeObstacle, ChangeRequestState } from '@patchbay/sdk'
import { type Branches, createBranches, firstFiles, type PlatformFacts } from '@patchbay/sdk/testing'
import type { HostedProject } from './emulator-project.ts'

export interface EmulatedMerge {
  readonly id: number
  readonly projectId: number
  readonly iid: number
  readonly title: string
  readonly description: string
  readonly source: string
  /** The project itself, or a fork of it. */
  readonly sourceProjectId: number
  readonly target: string
  readonly state: ChangeRequestState
  readonly mergeCommit: string | null
  readonly obstacle: ChangeObstacle | null
  readonly notes: readonly string[]
}

export type MergeDraft = Pick<EmulatedMerge, 'projectId' | 'title' | 'description' | 'source' | 'sourceProjectId' | 'target'>

/** What happens to branches and merge requests past the API. Ids are `project!iid`. */
export interface MergeControls extends Pick<PlatformFacts, 'held' | 'people'> {
  /** Files of a branch of the home project, of the default one without a name. */
  files(branch?: string): Readonly<Record<string, string>> | undefined
  /** Opens a closed merge request again. */
  reopen(id: string): void
  /** Puts something in the way of a merge, or takes it away. */
  hinder(id: string, obstacle: ChangeObstacle | null): void
  /** Somebody proposes a branch of a fork, whatever its name. Answers the id of the request. */
  fork(branch: string): string
  /** Protects branches whose names begin so: nobody here may push to them. */
  protect(prefix: string): void
}

/** Branches and merge requests of all projects. */
export interface MergeBook {
  git(project: HostedProject): Branches
  isProtected(branch: string): boolean
  ofProject(id: number): readonly EmulatedMerge[]
  create(draft: MergeDraft): EmulatedMerge
  note(merge: EmulatedMerge, text: string): void
  readonly controls: MergeControls
}

/** A project that somebody forked; nobody here sees it. */
const forkId = 50_999_999

/** `home` is the project the controls mean. */
export function createMergeBook(home: () => HostedProject): MergeBook {
  const merges = new Map<string, EmulatedMerge>()
  const repositories = new Map<number, Branches>()
  const prefixes: string[] = []

  function git({ id, path, defaultBranch }: HostedProject): Branches {
    const known = repositories.get(id) ?? createBranches(path, defaultBranch ?? 'main', firstFiles)
    repositories.set(id, known)
    return known
  }

  const ofProject = (id: number) => [...merges.values()].filter(({ projectId }) => projectId === id)
  const keep = (merge: EmulatedMerge) => void merges.set(`${merge.projectId}!${merge.iid}`, merge)

  function change(id: string, changes: Partial<EmulatedMerge>): void {
    const merge = merges.get(id)
    if (merge === undefined) throw new RangeError(`There is no merge request "${id}".`)
    keep({ ...merge, ...changes })
  }

  function create(draft: MergeDraft): EmulatedMerge {
    const iid = ofProject(draft.projectId).length + 1
    const fresh = { state: 'open', mergeCommit: null, obstacle: null, notes: [] } as const
    const merge: EmulatedMerge = { ...draft, ...fresh, id: 88_000 + merges.size, iid }
    keep(merge)
    return merge
  }

  /** Adds a commit to a branch, which is made from the default one where it is not there. */
  function push(branch: string | null, files: Readonly<Record<string, string>>): string {
    const project = home()
    const branches = git(project)
    const main = project.defaultBranch ?? 'main'
    const { sha } = branches.commit(branches.heads.get(branch ?? main) ?? branches.heads.get(main) ?? null, 'Work', files)
    branches.point(branch ?? main, sha)
    return sha
  }

  return {
    git,
    isProtected: (branch) => prefixes.some((prefix) => branch.startsWith(prefix)),
    ofProject,
    create,
    note: (merge, text) => keep({ ...merge, notes: [...merge.notes, text] }),
    controls: {
      held: () =>
        [...merges].map(([id, { source, target, title, description, notes, state, projectId }]) => ({
          id,
          branch: source,
          title,
          content: description,
          comments: notes,
          state,
          commits: repositories.get(projectId)?.ahead(source, target).length ?? 0,
        })),
      files: (branch) => {
        const project = home()
        return git(project).filesOf(branch ?? project.defaultBranch ?? 'main')
      },
      reopen: (id) => change(id, { state: 'open' }),
      hinder: (id, obstacle) => change(id, { obstacle }),
      fork: (source) => {
        const { id: projectId, defaultBranch } = home()
        const told = { title: 'From a fork', description: '', target: defaultBranch ?? 'main' }
        return `${projectId}!${create({ ...told, projectId, source, sourceProjectId: forkId }).iid}`
      },
      protect: (prefix) => void prefixes.push(prefix),
      people: {
        push: (branch, path, text) => void push(branch, { [path]: text }),
        branch: (name) => {
          const project = home()
          git(project).point(name, git(project).heads.get(project.defaultBranch ?? 'main') ?? '')
        },
        merge: (id) => {
          const files = git(home()).filesOf(merges.get(id)?.source ?? '') ?? {}
          change(id, { state: 'merged', mergeCommit: push(null, files) })
        },
        close: (id) => change(id, { state: 'closed' }),
      },
    },
  }
}
