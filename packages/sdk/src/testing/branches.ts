import { createHash } from 'node:crypto'

/** A commit of an emulated repository. */
export interface EmulatedCommit {
  readonly sha: string
  readonly parent: string | null
  readonly message: string
  readonly files: Readonly<Record<string, string>>
}

/** Branches and commits of one emulated repository, as every source-control platform has them. */
export interface Branches {
  readonly commits: ReadonlyMap<string, EmulatedCommit>
  /** The commit at the end of each branch. */
  readonly heads: ReadonlyMap<string, string>
  filesOf(branch: string): Readonly<Record<string, string>> | undefined
  /** Adds a commit without moving a branch. */
  commit(parent: string | null, message: string, changes: Readonly<Record<string, string>>): EmulatedCommit
  point(branch: string, sha: string): void
  /** The commits of a branch, newest first. */
  log(branch: string): readonly EmulatedCommit[]
  /** Commits of one branch that another has not. */
  ahead(branch: string, of: string): readonly EmulatedCommit[]
}

/** A repository with one commit on its default branch. */
export function createBranches(name: string, branch: string, files: Readonly<Record<string, string>>): Branches {
  const commits = new Map<string, EmulatedCommit>()
  const heads = new Map<string, string>()

  function commit(parent: string | null, message: string, changes: Readonly<Record<string, string>>): EmulatedCommit {
    const before = parent === null ? {} : (commits.get(parent)?.files ?? {})
    const told = JSON.stringify([name, parent, message, changes, commits.size])
    const made = { sha: createHash('sha1').update(told).digest('hex'), parent, message, files: { ...before, ...changes } }
    commits.set(made.sha, made)
    return made
  }

  function log(of: string): readonly EmulatedCommit[] {
    const found: EmulatedCommit[] = []
    for (let at = commits.get(heads.get(of) ?? ''); at !== undefined; at = commits.get(at.parent ?? '')) found.push(at)
    return found
  }

  heads.set(branch, commit(null, 'Begin', files).sha)
  return {
    commits,
    heads,
    filesOf: (of) => commits.get(heads.get(of) ?? '')?.files,
    commit,
    point: (of, sha) => void heads.set(of, sha),
    log,
    ahead: (one, other) => {
      const known = new Set(log(other).map(({ sha }) => sha))
      return log(one).filter(({ sha }) => !known.has(sha))
    },
  }
}

/** What repositories hold at first: two packages that use the same dependency, with their lock file. */
export const firstFiles: Readonly<Record<string, string>> = {
  'README.md': '# A repository\n',
  'package.json': '{\n  "name": "shop",\n  "dependencies": {\n    "lodash": "^4.17.15"\n  }\n}\n',
  'package-lock.json': '{\n  "name": "shop",\n  "lockfileVersion": 3\n}\n',
  'packages/cart/package.json': '{\n  "name": "cart",\n  "dependencies": {\n    "lodash": "^4.17.15"\n  }\n}\n',
  'services/report/requirements.txt': 'requests==2.31.0\n',
}
