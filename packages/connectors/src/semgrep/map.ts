import type { Reachability, Severity, Sighting } from '@patchbay/sdk'
import {
  cwes,
  distinctTexts,
  epss,
  firstText,
  httpsUrl,
  identifiers,
  instant,
  isAdvisoryId,
  looseEnum,
  type Note,
  textOrNull,
} from '@patchbay/sdk/shape'
import { packageOf } from './package.ts'
import { codePlace, dependencyPlace, usageOf } from './place.ts'
import type { CodeFinding, DependencyFinding } from './schema.ts'
import { standingOf } from './status.ts'

/** Where a finding belongs, and what its links need. */
export interface Origin {
  /** The project's id. */
  readonly target: string
  /** `https://semgrep.dev/orgs/<slug>`. */
  readonly app: string
}

const severity = looseEnum<Severity>(
  'severity',
  { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
  'unknown',
)

/** A match of a code rule. */
export function toCodeSighting(finding: CodeFinding, origin: Origin, note: Note): Sighting {
  const { assistant } = finding
  const rule = ruleName(finding)
  return {
    ...shared(finding, origin, note),
    externalUrl: httpsUrl(`${origin.app}/findings/${encodeURIComponent(finding.id)}`),
    kind: 'code',
    title: firstText(300, firstSentence(finding), rule) ?? finding.id,
    identifiers: [],
    package: null,
    rule: rule === null ? null : { id: rule, name: rule.split('.').at(-1) ?? null },
    location: codePlace(finding),
    // Tells two matches of one rule in one file apart, and stays when lines move.
    context: textOrNull(finding.match_based_id, 300),
    reachability: 'unknown',
    vendorReachability: null,
    epss: null,
    remediation: firstText(5000, assistant?.guidance?.instructions, assistant?.guidance?.summary),
    tags: distinctTexts([
      labelled('confidence', finding.confidence),
      labelled('autotriage', assistant?.autotriage?.verdict),
      labelled('component', assistant?.component?.tag),
    ]),
  }
}

const reachability = looseEnum<Reachability>(
  'reachability',
  {
    reachable: 'reachable-function',
    'always reachable': 'reachable-dependency',
    'conditionally reachable': 'potentially-reachable',
    unreachable: 'unreachable',
    'no reachability analysis': 'unknown',
  },
  'unknown',
)

/** A vulnerable or malicious package. */
export function toDependencySighting(finding: DependencyFinding, origin: Origin, note: Note): Sighting {
  const ids = identifiers([finding.vulnerability_identifier].filter((id) => id && isAdvisoryId(id)))
  const found = packageOf(finding, note)
  const usage = usageOf(finding)
  const fixed = found?.fixedVersion
  const [name = 'Malicious package'] = ids
  return {
    ...shared(finding, origin, note),
    // The API gives no address of the single finding.
    externalUrl: httpsUrl(`${origin.app}/supply-chain/vulnerabilities`),
    kind: finding.is_malicious === true || ids.some((id) => id.startsWith('MAL-')) ? 'malware' : 'dependency',
    title: found === null ? name : `${name} in ${found.name}${found.version === null ? '' : `@${found.version}`}`,
    description: paragraphs(messageOf(finding), usage === null ? null : `The vulnerable code is used at ${usage}.`),
    identifiers: ids,
    package: found,
    rule: null,
    location: dependencyPlace(finding),
    context: null,
    reachability: reachability(finding.reachability?.replaceAll('_', ' '), note),
    vendorReachability: textOrNull(finding.reachability, 200),
    epss: epss(finding.epss_score?.score, finding.epss_score?.percentile),
    remediation: paragraphs(
      fixed ? `Upgrade ${found.name} to ${fixed}.` : null,
      finding.reachable_condition ? `Reachable when: ${finding.reachable_condition}` : null,
    ),
    tags: distinctTexts([labelled('confidence', finding.confidence)]),
  }
}

function shared(finding: CodeFinding | DependencyFinding, { target }: Origin, note: Note) {
  return {
    target,
    // The fingerprint survives rescans; the number of a finding is one per branch.
    externalId: textOrNull(finding.match_based_id, 300) ?? finding.id,
    description: messageOf(finding),
    severity: severity(finding.severity, note),
    vendorSeverity: textOrNull(finding.severity, 100),
    detectedAt: instant(finding.created_at, 'created_at', note),
    cvss: [],
    cwes: cwes(finding.rule?.cwe_names ?? []),
    references: [],
    exploited: null,
    triage: standingOf(finding, note).triage,
  }
}

function ruleName({ rule, rule_name }: CodeFinding): string | null {
  return firstText(300, rule?.name, rule_name)
}

function messageOf({ rule, rule_message }: Pick<CodeFinding, 'rule' | 'rule_message'>): string | null {
  return firstText(20_000, rule?.message, rule_message)
}

/** Rules have no titles; what they find is said in the message's first sentence. */
function firstSentence(finding: CodeFinding): string | null {
  const message = messageOf(finding)
  return message === null ? null : (/^[^\n]+?[.!?](?=\s|$)/.exec(message)?.[0] ?? message.split('\n')[0] ?? null)
}

function labelled(label: string, word: string | null | undefined): string | null {
  return word ? `${label}: ${word}` : null
}

function paragraphs(...parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? null : said.join('\n\n')
}
