import type { Decision, Kind, Vulnerability } from '../../api/types.ts'

export const kindNames: Readonly<Record<Kind, string>> = {
  dependency: 'Dependency',
  container: 'Container',
  code: 'Code',
  secret: 'Secret',
  infrastructure: 'Infrastructure',
  license: 'License',
  malware: 'Malware',
  'supply-chain': 'Supply chain',
  operational: 'Operational',
}

export const decisionNames: Readonly<Record<Decision, string>> = {
  none: 'No decision',
  'false-positive': 'False positive',
  'risk-accepted': 'Risk accepted',
  'wont-fix': 'Won’t fix',
  'not-affected': 'Not affected',
  duplicate: 'Duplicate',
}

export const reachabilityNames: Readonly<Record<Vulnerability['reachability'], string>> = {
  'reachable-function': 'The vulnerable function is called',
  'reachable-dependency': 'The package is used',
  'potentially-reachable': 'May be reachable',
  unreachable: 'Not reachable',
  unknown: 'Reachability unknown',
}

const goneReasons: Readonly<Record<string, string>> = {
  absent: 'no scanner reports it any more',
  'below-minimum-severity': 'it fell below the minimum severity',
  'no-cve': 'it no longer carries a CVE',
  'rule-changed': 'the import rules changed',
  unmapped: 'its record was unmapped',
  'record-removed': 'its record was removed',
  'connection-removed': 'the connection was removed',
}

/** Why something is no longer reported, as the second half of a sentence. */
export function goneReason(reason: string | null): string {
  return reason === null ? 'the reason is unknown' : (goneReasons[reason] ?? reason.replaceAll('-', ' '))
}
