import type { Decision, Kind, VexReport, Vulnerability, VulnerabilityDetail } from '../../api/types.ts'

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

export const justificationNames: Readonly<Record<NonNullable<Vulnerability['justification']>, string>> = {
  component_not_present: 'The component is not there',
  vulnerable_code_not_present: 'The vulnerable code is not there',
  vulnerable_code_not_in_execute_path: 'The vulnerable code never runs',
  vulnerable_code_cannot_be_controlled_by_adversary: 'Nobody can reach it with input of their own',
  inline_mitigations_already_exist: 'Something in place prevents it',
}

/** What became of a statement of a VEX document, as the second half of a sentence. */
export const vexOutcomes: Readonly<Record<VexReport['statements'][number]['outcome'], string>> = {
  decides: 'decided',
  unchanged: 'decided like that already',
  kept: 'a person decided otherwise',
  'no-decision': 'nothing to decide; only a scan says that something is fixed',
  contradicted: 'another statement says the opposite',
  ambiguous: 'its names belong to different problems here',
  'unknown-vulnerability': 'no scanner knows the problem',
  'unknown-package': 'the problem is in no such package here',
  'other-version': 'other versions are in use here',
  'no-package': 'no package URL says what it is about',
}

export const ssvcHints: Readonly<Record<VulnerabilityDetail['risk']['ssvc']['decision'], string>> = {
  act: 'Have leaders decide, and fix it as soon as possible.',
  attend: 'Have managers look at it, and fix it sooner than by routine.',
  'track*': 'Watch it closely; fix it by routine.',
  track: 'Nothing but routine.',
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
