import type { BranchHead, NewChangeRequest, OpenedChangeRequests, SnapshotRepository } from '@patchbay/sdk'
import { z } from 'zod'
import type { ChangeMaker } from '../../domain/change-request.ts'
import { digest, packed } from '../../domain/digest.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { Store } from '../../store/store.ts'
import type { OpenVulnerability, WorkFacts } from '../../store/tickets/shapes.ts'
import { type ChangePlan, planChange } from './plan-change.ts'
import { changeText } from './texts.ts'

/** How the change is to be made. */
export interface ChangeOptions {
  readonly by: ChangeMaker
  /** Force packages that no manifest declares. */
  readonly overrides: boolean
}

/** What is stored of a fix, as far as it is changed. */
const Fix = z
  .object({
    upgrades: z.array(z.object({ package: z.string(), name: z.string(), from: z.array(z.string()), to: z.string() })),
  })
  .catch({ upgrades: [] })

/** A remediation that can end in a change request. */
export interface Work {
  readonly facts: WorkFacts
  readonly repository: SnapshotRepository
  readonly open: readonly OpenVulnerability[]
  readonly upgrades: z.output<typeof Fix>['upgrades']
}

/** A change of manifests as it would be proposed. */
export interface Prepared extends Work {
  readonly head: BranchHead
  readonly source: string
  readonly plan: ChangePlan
}

/** What a remediation asks for. Throws `remediation-state` when it is over, `change-impossible` when it is no upgrade in a repository. */
export async function workOf(store: Store, remediationId: number): Promise<Work> {
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
export function allow(requests: OpenedChangeRequests, { repository }: Work): void {
  const refusal = requests.refuses(repository)
  if (refusal !== undefined) {
    throw new Problem('conflict', refusal, {
      code: 'change-refused',
      field: 'connectionId',
      remedy: 'Switch it on in the settings of the connection, or choose another one.',
    })
  }
}

/** Reads the manifests and plans the change. Writes nothing. */
export async function prepare(requests: OpenedChangeRequests, work: Work, options: ChangeOptions): Promise<Prepared> {
  const { repository, upgrades } = work
  const head = await requests.head(repository)
  const place = { repository, ...head }
  const source = {
    list: (wants: (path: string) => boolean) => requests.list(place, wants),
    read: (path: string) => requests.read(place, path),
  }
  return { ...work, head, plan: await planChange(upgrades, source, options), source: sourceOf(work, options) }
}

/** The same for the same upgrades of the same repository, so that whoever asks again finds what is there already. */
export function sourceOf({ repository, upgrades }: Work, { by, overrides }: ChangeOptions): string {
  const [first] = upgrades
  const word = (first?.name ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)
  const what = upgrades
    .map((upgrade) => packed(upgrade.package) + packed(upgrade.to))
    .toSorted()
    .join('')
  const how = overrides ? packed('overrides') : ''
  // Renovate takes everything below its prefix for its own.
  const folder = by === 'renovate' ? 'patchbay-renovate' : 'patchbay'
  return `${folder}/${word || 'upgrade'}-${digest(packed(repository.nativeId ?? repository.url) + what + how)
    .replaceAll('-', '')
    .slice(0, 12)}`
}

/** What the platform is asked to open. */
export function proposalOf(prepared: Prepared): NewChangeRequest {
  const { head, repository, source, facts, plan } = prepared
  return {
    ...head,
    repository,
    source,
    title: facts.title,
    text: changeText(prepared),
    files: plan.files.map(({ path, after }) => ({ path, text: after })),
  }
}
