import {
  Fault,
  type Snapshot,
  type SnapshotDecision,
  type SnapshotFinding,
  type SnapshotScope,
  type Written,
} from '@patchbay/sdk'
import type { Config } from './config.ts'
import { complaint } from './enrichment-model.ts'
import { branchDetails } from './repository.ts'
import { type Source, sources } from './sources.ts'

/** The integration of Wiz's customers (docs.wiz.io/dev, "SAST Application Vulnerability Findings Schema"). */
const integrationId = '55c176cc-d155-43a2-98ed-aa56873a1ca1'

/**
 * The enrichment file: a data source for each kind of finding Wiz knows, which is all of one repository and kind, with the default
 * branch and, emptied, the branches that were the default before. A finding the schema does not take is named instead of sinking
 * the file.
 */
export async function* write(_config: Config, { scope, takenAt, findings }: Snapshot): AsyncGenerator<Written, void, void> {
  const file = createFile(scope, takenAt)
  yield { text: `{"integrationId":${JSON.stringify(integrationId)},"dataSources":[${file.beginning}` }
  for await (const page of findings) {
    let text = ''
    let written = 0
    for (const finding of page) {
      const place = sources.findIndex(({ kinds }) => kinds.includes(finding.kind))
      const line = writeFinding(finding, sources[place])
      if ('reason' in line) yield { leftOut: { finding: finding.id, reason: line.reason } }
      else {
        text += file.before(place) + line.text
        written += 1
      }
    }
    if (written > 0) yield { text, findings: written }
  }
  yield { text: `${file.end()}]}` }
}

/** The data sources of a file, one after the other. */
function createFile(scope: SnapshotScope, takenAt: string) {
  const frames = sources.map((source) => frameOf(source, scope, takenAt))
  let current = 0
  let separator = ''

  /** Ends the data sources before that one, and begins it. */
  function moveTo(place: number): string {
    if (place < current) throw new Error('The findings do not come kind by kind.')
    const ended = frames.slice(current, place)
    const begun = frames.slice(current + 1, place + 1)
    if (ended.length > 0) separator = ''
    current = place
    return ended.map(({ ending }, index) => `${ending},${begun[index]?.opening ?? ''}`).join('')
  }

  return {
    beginning: frames[0]?.opening ?? '',
    /** What stands before a finding of that data source. */
    before(place: number): string {
      const before = moveTo(place) + separator
      separator = ','
      return before
    },
    end: () => moveTo(frames.length - 1) + (frames.at(-1)?.ending ?? ''),
  }
}

/** A data source without its findings. */
function frameOf({ id, list }: Source, scope: SnapshotScope, takenAt: string) {
  // Wiz identifies what it holds by this id, so it never holds a date, a run or a branch.
  const name = `patchbay-${scope.id.replace(`-${scope.family}-`, `-${id}-`)}`
  const source = JSON.stringify({ id: name, analysisDate: takenAt }).slice(0, -1)
  const former = scope.formerBranches
    .filter((branch) => branch !== scope.branch)
    .map((branch) => `,${assetOf(scope, branch, false, takenAt).slice(0, -1)},"${list}":[]}`)
  return {
    opening: `${source},"assets":[${assetOf(scope, scope.branch, true, takenAt).slice(0, -1)},"${list}":[`,
    ending: `]}${former.join('')}]}`,
  }
}

function assetOf(scope: SnapshotScope, branch: string, isDefault: boolean, takenAt: string): string {
  const details = branchDetails(scope, branch, isDefault, takenAt)
  const wrong = complaint('branch', details)
  if (wrong !== null) throw new Fault('contract', `Wiz cannot be told about ${scope.repository.fullName}: ${wrong}.`)
  return JSON.stringify({ analysisDate: takenAt, details })
}

type Line = { readonly text: string } | { readonly reason: string }

function writeFinding(finding: SnapshotFinding, source: Source | undefined): Line {
  if (finding.decision !== null) return { reason: decided[finding.decision.kind] }
  if (source === undefined) return { reason: `Wiz has no place for findings of this kind (${finding.kind}).` }
  const { list, map, needs } = source
  const lacking = needs(finding)
  if (lacking !== undefined) return { reason: lacking }
  const mapped = map(finding)
  const wrong = complaint(list, mapped)
  return wrong === null ? { text: JSON.stringify(mapped) } : { reason: `It does not fit Wiz’s schema: ${wrong}.` }
}

/** Wiz resolves what is absent and reopens what is there; an upload has no word for what people decided. */
const decided: Readonly<Record<SnapshotDecision['kind'], string>> = {
  'false-positive': 'It was marked as a false positive, so Wiz is not told about it.',
  'not-affected': 'It was marked as not affecting the product, so Wiz is not told about it.',
  'risk-accepted': 'Its risk was accepted, so Wiz is not told about it until that ends.',
  'wont-fix': 'It was decided not to fix it, so Wiz is not told about it.',
  duplicate: 'It is a duplicate of another one, which Wiz is told about.',
}
