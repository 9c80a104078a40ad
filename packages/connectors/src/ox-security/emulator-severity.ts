import type { TenantFinding } from '@patchbay/sdk/testing'

/** Mildest first, as the vendor numbers them. */
export const severities = ['Info', 'Low', 'Medium', 'High', 'Critical', 'Appoxalypse'] as const

export type OxSeverity = (typeof severities)[number]

const words: Readonly<Record<TenantFinding['severity'], OxSeverity>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  unknown: 'Info',
}

/** What the tool said. */
export function toolSeverity({ severity }: TenantFinding): OxSeverity {
  return words[severity]
}

/** What the vendor makes of it: worst of all where it is known to be used in attacks. */
export function prioritised(finding: TenantFinding): OxSeverity {
  if (finding.kind === 'malware' || finding.advisory?.kev) return 'Appoxalypse'
  return toolSeverity(finding)
}

export function rank(severity: OxSeverity): number {
  return severities.indexOf(severity)
}

export function worst(all: readonly OxSeverity[]): OxSeverity {
  return all.reduce<OxSeverity>((known, severity) => (rank(severity) > rank(known) ? severity : known), 'Info')
}
