import { type Clock, isJsonObject, objectAt, textAt } from '@patchbay/sdk/testing'
import type { Inventory } from './emulator-inventory.ts'
import { modelComplaint } from './emulator-model.ts'
import type { Slot, Storage } from './emulator-storage.ts'

export interface IngestionBehaviour {
  /** Seconds after the upload until an activity can be seen, until it is begun and until it is over. */
  visible: number
  started: number
  ended: number
  /** What becomes of the next activities whatever they bring: `TIMED_OUT`, or never an end. */
  fate: 'TIMED_OUT' | 'IN_PROGRESS' | null
  /** Takes one finding less than came, and calls it a success. */
  short: boolean
  /** Files about one branch that are processed in 24 hours, whatever kinds of finding are in them; `null` for as many as come. */
  uploadsPerDay: number | null
  /** Whether an activity with an integration nobody registered fails, or is never to be seen. */
  unknownIntegration: 'failure' | 'unseen'
}

/** A finding as the tenant holds it. */
export interface HeldFinding {
  readonly dataSource: string
  readonly repository: string
  readonly branch: string
  readonly kind: 'sast' | 'vulnerability'
  readonly id: string
  readonly name: string
  readonly severity: string
  readonly status: 'OPEN' | 'RESOLVED'
  readonly firstSeen: string
}

export interface Counters {
  readonly incoming: number
  readonly handled: number
}

/** How an upload ended. */
export interface Verdict {
  readonly status: 'SUCCESS' | 'SKIPPED' | 'FAILURE' | 'TIMED_OUT'
  readonly info: string | null
  readonly dataSources?: Counters
  readonly findings?: Counters
  readonly unresolved?: readonly string[]
}

export type Activity =
  | { readonly kind: 'unseen' }
  | { readonly kind: 'open'; readonly status: 'PENDING' | 'IN_PROGRESS' }
  | { readonly kind: 'over'; readonly verdict: Verdict }

/** What the service makes of uploads. */
export interface Ingestion {
  activity(slot: Slot): Activity
  /** Every finding that ever came, with what has become of it by now. */
  findings(): readonly HeldFinding[]
}

/** For customers (docs.wiz.io/dev). */
export const customIntegration = '55c176cc-d155-43a2-98ed-aa56873a1ca1'

const dayInMilliseconds = 86_400_000
const forgottenAfter = 7 * dayInMilliseconds

type Source = Map<string, HeldFinding>

export function createIngestion(
  clock: Clock,
  storage: Storage,
  inventory: Inventory,
  behaviour: IngestionBehaviour,
): Ingestion {
  const verdicts = new Map<Slot, Verdict>()
  const sources = new Map<string, { findings: Source; refreshedAt: number }>()
  const processed: { readonly key: string; readonly at: number }[] = []

  /** Everything that has happened by now, in the order in which it happened. */
  function settle(): void {
    const due = storage.slots
      .filter((slot) => !verdicts.has(slot) && since(slot) >= behaviour.ended * 1000 && behaviour.fate !== 'IN_PROGRESS')
      .sort((one, other) => (one.putAt?.getTime() ?? 0) - (other.putAt?.getTime() ?? 0))
    for (const slot of due) {
      const at = (slot.putAt?.getTime() ?? 0) + behaviour.ended * 1000
      forget(at)
      verdicts.set(slot, behaviour.fate === 'TIMED_OUT' ? { status: 'TIMED_OUT', info: null } : ingest(slot, at))
    }
    forget(clock.now().getTime())
  }

  function since({ putAt }: Slot): number {
    return putAt === null ? Number.NEGATIVE_INFINITY : clock.now().getTime() - putAt.getTime()
  }

  function forget(now: number): void {
    for (const source of sources.values()) if (now - source.refreshedAt > forgottenAfter) resolveAll(source.findings)
  }

  function ingest(slot: Slot, at: number): Verdict {
    const document = parse(slot.content ?? '')
    const complaint = document === undefined ? 'error parsing as ingestion model: invalid JSON' : modelComplaint(document)
    if (complaint !== null) return { status: 'FAILURE', info: complaint }
    const integration = textAt(document, 'integrationId') ?? ''
    if (integration !== customIntegration) return { status: 'FAILURE', info: `Integration id not found: ${integration}` }
    const incoming = listAt(document, 'dataSources').map(readSource)
    const total = incoming.flatMap(({ assets }) => assets.flatMap(({ findings }) => findings)).length
    if (overLimit(incoming, at)) {
      const none = { incoming: total, handled: 0 }
      return { status: 'SKIPPED', info: 'Upload limit of this branch is reached, the file was not processed', findings: none }
    }
    const unresolved = [...new Set(incoming.flatMap((source) => replace(source, at)))]
    const lost = incoming.flatMap(({ assets }) => assets.filter(({ id }) => unresolved.includes(id)))
    const handled = total - lost.flatMap(({ findings }) => findings).length - (behaviour.short ? 1 : 0)
    return {
      status: unresolved.length > 0 ? 'SKIPPED' : 'SUCCESS',
      info: null,
      dataSources: { incoming: incoming.length, handled: incoming.length },
      findings: { incoming: total, handled },
      unresolved,
    }
  }

  function overLimit(incoming: readonly IncomingSource[], at: number): boolean {
    const { uploadsPerDay } = behaviour
    const branches = incoming.flatMap(({ assets }) => assets.filter((asset) => asset.isDefault).map((asset) => asset.id))
    const keys = [...new Set(branches)]
    const spent = (key: string) => processed.filter((one) => one.key === key && at - one.at < dayInMilliseconds).length
    if (uploadsPerDay !== null && keys.some((key) => spent(key) >= uploadsPerDay)) return true
    processed.push(...keys.map((key) => ({ key, at })))
    return false
  }

  /** The data source now is what the file says; returns the assets nobody knows. */
  function replace({ id, assets }: IncomingSource, at: number): readonly string[] {
    const source = sources.get(id) ?? { findings: new Map<string, HeldFinding>(), refreshedAt: at }
    sources.set(id, source)
    source.refreshedAt = at
    resolveAll(source.findings)
    for (const { repository, branch, findings } of assets.filter((asset) => inventory.knows(asset.vcs, asset.repository))) {
      for (const finding of findings) {
        const key = `${repository}\n${branch}\n${finding.kind}\n${finding.id}`
        const firstSeen = source.findings.get(key)?.firstSeen ?? new Date(at).toISOString()
        source.findings.set(key, { ...finding, dataSource: id, repository, branch, status: 'OPEN', firstSeen })
      }
    }
    return assets.filter((asset) => !inventory.knows(asset.vcs, asset.repository)).map((asset) => asset.id)
  }

  return {
    activity: (slot) => {
      settle()
      const age = since(slot)
      if (age < behaviour.visible * 1000) return { kind: 'unseen' }
      const verdict = verdicts.get(slot)
      const foreign = verdict?.info?.startsWith('Integration id not found') === true
      if (foreign && behaviour.unknownIntegration === 'unseen') return { kind: 'unseen' }
      if (verdict !== undefined) return { kind: 'over', verdict }
      return { kind: 'open', status: age < behaviour.started * 1000 ? 'PENDING' : 'IN_PROGRESS' }
    },
    findings: () => {
      settle()
      return [...sources.values()].flatMap(({ findings }) => [...findings.values()])
    },
  }
}

function resolveAll(findings: Source): void {
  for (const [key, finding] of findings) findings.set(key, { ...finding, status: 'RESOLVED' })
}

type IncomingFinding = Pick<HeldFinding, 'kind' | 'id' | 'name' | 'severity'>

interface IncomingSource {
  readonly id: string
  readonly assets: readonly {
    readonly id: string
    readonly vcs: string
    readonly repository: string
    readonly branch: string
    readonly isDefault: boolean
    readonly findings: readonly IncomingFinding[]
  }[]
}

function readSource(source: unknown): IncomingSource {
  const assets = listAt(source, 'assets').map((asset) => {
    const details = objectAt(objectAt(asset, 'details'), 'repositoryBranch')
    return {
      id: textAt(details, 'assetId') ?? '',
      vcs: textAt(details, 'vcs') ?? '',
      repository: textAt(objectAt(details, 'repository'), 'url') ?? '',
      branch: textAt(details, 'branchName') ?? '',
      isDefault: details['isDefault'] === true,
      findings: [
        ...readFindings(asset, 'sastFindings', 'sast'),
        ...readFindings(asset, 'vulnerabilityFindings', 'vulnerability'),
      ],
    }
  })
  return { id: textAt(source, 'id') ?? '', assets }
}

function readFindings(asset: unknown, list: string, kind: HeldFinding['kind']): readonly IncomingFinding[] {
  return listAt(asset, list).map((finding) => {
    const name = textAt(finding, 'name') ?? ''
    return { kind, name, id: textAt(finding, 'id') ?? name, severity: textAt(finding, 'severity') ?? 'None' }
  })
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const inner = isJsonObject(value) ? value[key] : undefined
  return Array.isArray(inner) ? inner : []
}
