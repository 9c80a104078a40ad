import type { BranchHead, ChangeRequest, OpenedChangeRequests, SnapshotRepository } from '@patchbay/sdk'
import { createTwoFilesPatch } from 'diff'
import { z } from 'zod'
import { digest, packed } from '../../domain/digest.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { nextState, type RemediationAction } from '../../domain/remediation-state.ts'
import type { OpenVulnerability, WorkFacts } from '../../store/tickets/shapes.ts'
import type { Actor, Commands } from '../commands.ts'
import type { DeliverDeps } from '../notify/deliver.ts'
import { moveOn } from '../remediate/move-on.ts'
import { upstream } from '../upstream.ts'
import { type ChangePlan, type ChangePreview, planChange } from './plan-change.ts'
import { platformFaultOf, platformOf } from './platform.ts'
import { changeText } from './texts.ts'

/** Milliseconds a preview or an opening may take: some hundred files are read one by one. */
const patience = 120_000

/** What is stored of a fix, as far as it is changed. */
const Fix = z
  .object({
    upgrades: z.array(z.object({ package: z.string(), name: z.string(), from: z.array(z.string()), to: z.string() })),
  })
  .catch({ upgrades: [] })

interface Work {
  readonly facts: WorkFacts
  readonly repository: SnapshotRepository
  readonly open: readonly OpenVulnerability[]
  readonly upgrades: z.output<typeof Fix>['upgrades']
}

interface Prepared extends Work {
  readonly head: BranchHead
  readonly source: string
  readonly plan: ChangePlan
}

/** Changes of manifests, shown first and pushed only when somebody asks for it. */
export function createChangeRequests(deps: DeliverDeps): Commands['changeRequests'] {
  const { store, now } = deps

  async function withPlatform<T>(connectionId: number, act: (requests: OpenedChangeRequests) => Promise<T>): Promise<T> {
    const connection = await store.transact((write) => write.connections.find(connectionId))
    if (connection === undefined) throw notFound('connection', publicId('connection', connectionId))
    const signal = AbortSignal.timeout(patience)
    try {
      return await act(platformOf(deps, connection, signal))
    } catch (error) {
      if (error instanceof Problem) throw error
      throw upstream(platformFaultOf(deps, connectionId, signal, error))
    }
  }

  return {
    preview: async (remediationId, connectionId) => {
      const work = await workOf(deps, remediationId)
      return withPlatform(connectionId, async (requests) => {
        allow(requests, work)
        const request = await requests.find(work.repository, sourceOf(work))
        return { ...shown(await prepare(requests, work)), request: request && requestView(request) }
      })
    },
    open: async (remediationId, { connectionId, commit }, actor) => {
      const work = await workOf(deps, remediationId)
      const request = await withPlatform(connectionId, async (requests) => {
        allow(requests, work)
        const known = await requests.find(work.repository, sourceOf(work))
        if (known !== null) return known
        const prepared = await prepare(requests, work)
        if (commit !== undefined && commit !== prepared.head.commit) throw moved(prepared)
        if (prepared.plan.files.length === 0) throw nothing(remediationId, prepared.plan)
        return requests.open({
          ...prepared.head,
          repository: work.repository,
          source: prepared.source,
          title: work.facts.title,
          text: changeText(prepared),
          files: prepared.plan.files.map(({ path, after }) => ({ path, text: after })),
        })
      })
      if (request.state === 'closed') throw closed(request)
      await follow(deps, remediationId, request, actor, now())
      return request
    },
  }
}

async function workOf({ store }: DeliverDeps, remediationId: number): Promise<Work> {
  const { facts, open } = await store.transact(async (write) => ({
    facts: await write.tickets.facts(remediationId),
    open: await write.tickets.openVulnerabilities(remediationId),
  }))
  const id = publicId('remediation', remediationId)
  if (facts === undefined) throw notFound('remediation', id)
  if (facts.state === 'resolved' || facts.state === 'dismissed') {
    throw new Problem('conflict', `Remediation "${id}" is ${facts.state}: there is nothing left to change.`, {
      code: 'remediation-state',
      remedy: 'Propose changes for work that is to be done.',
    })
  }
  const { upgrades } = Fix.parse(facts.fix)
  if (facts.repository !== null && upgrades.length > 0) return { facts, repository: facts.repository, open, upgrades }
  throw new Problem('conflict', `Remediation "${id}" is no upgrade of packages in a repository from source control.`, {
    code: 'change-impossible',
    remedy: 'Make the change by hand, or connect source control and run discover.',
  })
}

/** Throws where the settings of the connection open no request there. */
function allow(requests: OpenedChangeRequests, { repository }: Work): void {
  const refusal = requests.refuses(repository)
  if (refusal !== undefined) {
    throw new Problem('conflict', refusal, {
      code: 'change-refused',
      field: 'connectionId',
      remedy: 'Switch it on in the settings of the connection, or choose another one.',
    })
  }
}

async function prepare(requests: OpenedChangeRequests, work: Work): Promise<Prepared> {
  const { repository, upgrades } = work
  const head = await requests.head(repository)
  const place = { repository, ...head }
  const plan = await planChange(upgrades, {
    list: (wants) => requests.list(place, wants),
    read: (path) => requests.read(place, path),
  })
  return { ...work, head, plan, source: sourceOf(work) }
}

/** The same for the same upgrades of the same repository, so that whoever asks again finds what is there already. */
function sourceOf({ repository, upgrades }: Work): string {
  const [first] = upgrades
  const word = (first?.name ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  const what = upgrades
    .map((upgrade) => packed(upgrade.package) + packed(upgrade.to))
    .toSorted()
    .join('')
  return `patchbay/${word || 'upgrade'}-${digest(packed(repository.nativeId ?? repository.url) + what)
    .replaceAll('-', '')
    .slice(0, 12)}`
}

function shown({ facts, head, source, plan, repository }: Prepared): Omit<ChangePreview, 'request'> {
  return {
    repository: repository.fullName,
    branch: head.branch,
    commit: head.commit,
    source,
    title: facts.title,
    files: plan.files.map(({ path, before, after }) => ({
      path,
      diff: createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after),
    })),
    left: [...plan.left],
    lockFiles: [...plan.lockFiles],
  }
}

/** Says on the remediation what became of the request, as far as it can go that way. */
async function follow(
  { store }: DeliverDeps,
  remediationId: number,
  request: ChangeRequest,
  actor: Actor,
  at: Date,
): Promise<void> {
  const actions: readonly RemediationAction[] = request.state === 'merged' ? ['open', 'merge'] : ['open', 'review']
  const reason = [`Change request ${request.key} is ${request.state}.`, request.url].filter((part) => part !== null).join(' ')
  await store.transact(async (write) => {
    // Everybody locks vulnerabilities before what fixes them.
    await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf([remediationId]))
    for (const action of actions) {
      const [remediation] = await write.remediations.lock([remediationId])
      if (remediation === undefined || nextState(remediation.state, action) === null) continue
      await moveOn(write, remediation, { trigger: action, actor: actor.id, reason }, at)
    }
  })
}

function requestView({ key, url, state, mergeCommit }: ChangeRequest) {
  return { key, url, state, mergeCommit }
}

function moved({ head }: Prepared): Problem {
  return new Problem('conflict', `Something was pushed to ${head.branch} since the preview.`, {
    code: 'change-outdated',
    field: 'commit',
    remedy: 'Look at the preview again.',
  })
}

function nothing(remediationId: number, { left }: ChangePlan): Problem {
  const [first] = left
  return new Problem('conflict', `Nothing can be changed for remediation "${publicId('remediation', remediationId)}".`, {
    code: 'change-empty',
    remedy:
      first === undefined ? 'The manifests have these versions already.' : `${first.path ?? first.package}: ${first.reason}`,
  })
}

function closed({ key, url }: ChangeRequest): Problem {
  return new Problem('conflict', `The change was proposed before, as ${key}, and was closed there.`, {
    code: 'change-closed',
    remedy: `Open it again${url === null ? '' : ` at ${url}`}; there is never a second one for the same change.`,
  })
}
