import { type Clock, createBudget, createClock, createEmulator, type Emulator } from '@patchbay/sdk/testing'
import { createAccess, type GitLabCredentials } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { gitRoutes } from './emulator-git.ts'
import { createIssueBook, type IssueControls } from './emulator-issue-book.ts'
import { issueRoutes } from './emulator-issues.ts'
import { createLimits } from './emulator-limit.ts'
import { createMergeBook, type MergeControls } from './emulator-merge-book.ts'
import { mergeRoutes } from './emulator-merges.ts'
import type { HostedProject } from './emulator-project.ts'
import { routesOf } from './emulator-routes.ts'

export type { GitLabCredentials, HostedProject }

export interface GitLabEmulatorOptions {
  /** Their top-level groups, in the order they first appear, decide what each token sees. */
  readonly projects: readonly HostedProject[]
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  /** Name of a self-managed instance to be instead of gitlab.com. Its limits are off. */
  readonly selfManagedHost?: string
  /** Requests a minute for each user. Default: gitlab.com's 2,000. */
  readonly limit?: number
  /** Most rows of a page, whatever is asked for. Default: GitLab's 100. */
  readonly rowsPerPage?: number
}

/** What owners do to their projects. Paths are those of now; unknown ones throw. */
export interface GitLabControls {
  rename(path: string, next: string): void
  delete(path: string): void
}

/** The project part of the GitLab REST API. */
export interface GitLabEmulator extends Emulator {
  readonly credentials: GitLabCredentials
  readonly controls: GitLabControls
  /** What happens to issues. */
  readonly issues: IssueControls
  /** What happens to branches and merge requests of the first project. */
  readonly merges: MergeControls
}

/** Starts the emulator. */
export async function createGitLabEmulator(options: GitLabEmulatorOptions): Promise<GitLabEmulator> {
  const clock = options.clock ?? createClock()
  const projects = new Map(options.projects.map((project) => [project.id, project]))
  const access = createAccess([...new Set(options.projects.map(({ path }) => path.split('/')[0] ?? path))])
  const budget = createBudget({ limit: options.limit ?? 2000, seconds: 60, clock })
  const limits = options.selfManagedHost === undefined ? createLimits({ budget, access }) : undefined

  function known(path: string): HostedProject {
    const found = [...projects.values()].find((project) => project.path === path)
    if (!found) throw new RangeError(`There is no project "${path}".`)
    return found
  }

  const service = { access, host: options.selfManagedHost ?? 'gitlab.com', projects: () => [...projects.values()] }
  const issues = createIssueBook(clock)
  const [first] = options.projects
  const merges = createMergeBook(() => known((first && projects.get(first.id)?.path) ?? ''))

  const emulator = await createEmulator({
    routes: [
      ...routesOf(service),
      ...issueRoutes({ ...service, issues }),
      ...gitRoutes({ ...service, merges }),
      ...mergeRoutes({ ...service, merges }),
    ],
    words: problem,
    ...(limits && { gate: limits.refuse, finish: limits.count }),
    revoke: access.revoke,
    prefix: '/api/v4',
    clock,
    pageSize: { parameter: 'per_page', most: options.rowsPerPage },
  })
  return {
    ...emulator,
    credentials: access.credentials,
    issues: issues.controls,
    merges: merges.controls,
    controls: {
      rename: (path, next) => {
        const project = known(path)
        projects.set(project.id, { ...project, path: next })
      },
      delete: (path) => {
        projects.delete(known(path).id)
      },
    },
  }
}
