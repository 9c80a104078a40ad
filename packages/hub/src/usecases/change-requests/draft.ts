import type { ChangeRequest, OpenedChangeRequests } from '@patchbay/sdk'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { type ChangeMaker, changeMakers } from '../../domain/change-request.ts'
import { Problem } from '../../domain/problem.ts'
import { renovationOf } from './by-renovate.ts'
import type { ChangeRequestDeps } from './change-request-deps.ts'
import type { ChangePreview } from './plan-change.ts'
import { allow, type ChangeOptions, type Prepared, prepare, proposalOf, type Work } from './prepare.ts'

/** What is to be opened, and what is there already. */
export interface Draft {
  readonly proposal: { readonly source: string }
  /** Paths of the manifests it changes. */
  readonly files: readonly string[]
  readonly request: ChangeRequest | null
}

interface Wanted extends ChangeOptions {
  readonly source: string
  /** Of the preview. */
  readonly commit: string | undefined
}

/** Plans what is to be opened. Throws `change-outdated` or `change-empty` where nothing is there and it is not what was looked at. */
export async function draftOf(
  deps: ChangeRequestDeps,
  requests: OpenedChangeRequests,
  work: Work,
  { source, commit, ...options }: Wanted,
): Promise<Draft> {
  allow(requests, work)
  const request = await requests.find(work.repository, source)
  if (options.by === 'renovate') return { proposal: renovationOf(deps, work, source), files: [], request }
  const prepared = await prepare(requests, work, options)
  if (request === null && commit !== undefined && commit !== prepared.head.commit) throw moved(prepared)
  if (request === null && prepared.plan.files.length === 0) throw nothing(prepared)
  return { proposal: proposalOf(prepared), files: prepared.plan.files.map(({ path }) => path), request }
}

/** A plan as people look at it. */
export function previewOf(prepared: Prepared): Omit<ChangePreview, 'makers' | 'log' | 'request'> {
  const { facts, head, source, plan, repository } = prepared
  return {
    repository: repository.fullName,
    branch: head.branch,
    commit: head.commit,
    source,
    title: facts.title,
    files: plan.files.map(({ path, before, after }) => ({
      path,
      diff: createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
        headerOptions: FILE_HEADERS_ONLY,
      }),
    })),
    left: [...plan.left],
    lockFiles: [...plan.lockFiles],
    overrides: [...plan.overrides],
    overridable: [...plan.overridable],
  }
}

/** Who could make a change there. */
export function makersOf(hasRenovate: boolean): ChangeMaker[] {
  return changeMakers.filter((maker) => maker !== 'renovate' || hasRenovate)
}

function moved({ head }: Prepared): Problem {
  return new Problem('conflict', `Something was pushed to ${head.branch} since the preview.`, {
    code: 'change-outdated',
    field: 'commit',
    remedy: 'Look at the preview again.',
  })
}

function nothing({ facts, plan: { left, overridable } }: Prepared): Problem {
  const [first] = left
  const why =
    first === undefined ? 'The manifests have these versions already.' : `${first.path ?? first.package}: ${first.reason}`
  return new Problem('conflict', `Nothing can be changed for “${facts.title}”.`, {
    code: 'change-empty',
    remedy: overridable.length === 0 ? why : `${why} It can be forced with overrides.`,
  })
}
