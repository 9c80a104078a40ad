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
import { familyOf } from './families.ts'
import { branchDetails } from './repository.ts'

/** The integration of Wiz's customers (docs.wiz.io/dev, "SAST Application Vulnerability Findings Schema"). */
const integrationId = '55c176cc-d155-43a2-98ed-aa56873a1ca1'

/**
 * The enrichment file: one data source, which is all of one repository and kind, with the default branch and, emptied, the
 * branches that were the default before. A finding the schema does not take is named instead of sinking the file.
 */
export async function* write(_config: Config, { scope, takenAt, findings }: Snapshot): AsyncGenerator<Written, void, void> {
  const { list } = familyOf(scope.family)
  const open = assetOf(scope, scope.branch, true, takenAt).slice(0, -1)
  // Wiz identifies what it holds by this id, so it never holds a date, a run or a branch.
  const source = JSON.stringify({ id: `patchbay-${scope.id}`, analysisDate: takenAt }).slice(0, -1)
  yield { text: `{"integrationId":${JSON.stringify(integrationId)},"dataSources":[${source},"assets":[${open},"${list}":[` }

  let separator = ''
  for await (const page of findings) {
    const parts: string[] = []
    for (const finding of page) {
      const written = writeFinding(finding, scope)
      if ('reason' in written) yield { leftOut: { finding: finding.id, reason: written.reason } }
      else parts.push(written.text)
    }
    if (parts.length === 0) continue
    yield { text: separator + parts.join(','), findings: parts.length }
    separator = ','
  }

  const former = scope.formerBranches
    .filter((branch) => branch !== scope.branch)
    .map((branch) => `,${assetOf(scope, branch, false, takenAt).slice(0, -1)},"${list}":[]}`)
  yield { text: `]}${former.join('')}]}]}` }
}

function assetOf(scope: SnapshotScope, branch: string, isDefault: boolean, takenAt: string): string {
  const details = branchDetails(scope, branch, isDefault, takenAt)
  const wrong = complaint('branch', details)
  if (wrong !== null) throw new Fault('contract', `Wiz cannot be told about ${scope.repository.fullName}: ${wrong}.`)
  return JSON.stringify({ analysisDate: takenAt, details })
}

type Line = { readonly text: string } | { readonly reason: string }

function writeFinding(finding: SnapshotFinding, scope: SnapshotScope): Line {
  const { kinds, list, map, needs } = familyOf(scope.family)
  if (finding.decision !== null) return { reason: decided[finding.decision.kind] }
  if (!kinds.includes(finding.kind)) return { reason: `Wiz has no place for findings of this kind (${finding.kind}).` }
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
