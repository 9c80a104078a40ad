import type { SnapshotDecision, SnapshotFinding, VexJustification } from '@patchbay/sdk'

/** What a VEX document says of a vulnerability in a product. The table is in docs/guide/documents.md. */
export type Standing =
  | { readonly status: 'under_investigation'; readonly fix: 'version' | 'advice' | 'none'; readonly advice: string }
  | { readonly status: 'affected'; readonly because: 'risk-accepted' | 'wont-fix'; readonly action: string }
  | {
      readonly status: 'not_affected'
      readonly because: 'false-positive' | 'not-affected'
      readonly justification: VexJustification | undefined
      readonly impact: string
    }

/** Follows from the decision alone: what nobody decided is under investigation. `undefined` for a duplicate, which the other one states. */
export function standingOf({ decision, package: found, remediation }: SnapshotFinding): Standing | undefined {
  if (decision === null) return { status: 'under_investigation', ...adviceOf(found?.fixedVersion ?? null, remediation) }
  const told = decision.reason?.trim() ? ` ${decision.reason.trim()}` : ''
  switch (decision.kind) {
    case 'duplicate':
      return undefined
    case 'risk-accepted':
      return { status: 'affected', because: decision.kind, action: `${acceptance(decision)}${told}` }
    case 'wont-fix':
      return { status: 'affected', because: decision.kind, action: `It will not be fixed.${told}` }
    case 'false-positive':
      return { status: 'not_affected', because: decision.kind, justification: undefined, impact: `False positive.${told}` }
    case 'not-affected':
      return {
        status: 'not_affected',
        because: decision.kind,
        justification: decision.justification,
        impact: `Not affected.${told}`,
      }
  }
}

function acceptance({ until }: SnapshotDecision): string {
  return until === null ? 'The risk is accepted.' : `The risk is accepted until ${until}.`
}

function adviceOf(fixedVersion: string | null, remediation: string | null) {
  if (fixedVersion) return { fix: 'version', advice: `Update to ${fixedVersion}.` } as const
  const advice = remediation?.trim()
  return advice ? ({ fix: 'advice', advice } as const) : ({ fix: 'none', advice: 'No fix is known.' } as const)
}

const caution: Readonly<Record<Standing['status'], number>> = { not_affected: 0, under_investigation: 1, affected: 2 }

/** Of two things said of one vulnerability in one product, the one that promises less. */
export function moreCautious(one: Standing, other: Standing): Standing {
  return caution[other.status] > caution[one.status] ? other : one
}
