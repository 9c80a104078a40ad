import type { Comparison } from './compare.ts'
import type { DemoSummary } from './summarise.ts'

const reasons: Readonly<Record<string, string>> = {
  'no-cve': 'carry no CVE',
  'kind-not-selected': 'are of a kind that is not selected',
  'below-minimum-severity': 'are below the minimum severity',
  'already-resolved': 'are already resolved in the scanner',
  'on-another-branch': 'are on another branch',
  'of-another-record': 'belong to a record that was not to be read',
  'demo-application': 'belong to a demo application of the vendor',
}

interface Closing {
  readonly signIn: { readonly email: string; readonly password: string }
  readonly staysUp: boolean
}

/** The summary for people, on standard output. */
export function printSummary(summary: DemoSummary, { signIn, staysUp }: Closing): void {
  const { vulnerabilities } = summary
  const lines = [
    '',
    'Connections',
    ...summary.connections.map(({ label, state }) => `  ${label.padEnd(28)} ${state}`),
    '',
    `Records            ${counted(summary.records)}`,
    `Findings           ${summary.findings}`,
    `Vulnerabilities    ${vulnerabilities.total}   ${counted(vulnerabilities.bySeverity)}`,
    `Known exploited    ${vulnerabilities.knownExploited}`,
    `Operations         ${counted(summary.operations)}`,
    ...(summary.remediations === undefined ? [] : [`Remediations       ${counted(summary.remediations)}`]),
    ...(summary.uploads === undefined ? [] : [`Uploads            ${counted(summary.uploads)}`]),
    ...(summary.destinations ?? []).map(comparisonLine),
    ...leftOut(summary.filtered),
    ...(staysUp
      ? [
          '',
          `Open               ${summary.url}`,
          `Sign in            ${signIn.email} / ${signIn.password}`,
          '',
          'Ctrl+C ends the demo.',
        ]
      : []),
    '',
  ]
  process.stdout.write(lines.join('\n'))
}

function comparisonLine({ label, open, resolved, hub }: Comparison): string {
  const verdict = open === hub ? 'as many as here' : `${hub} here`
  return `  ${label.padEnd(19)}${open} open (${verdict}), ${resolved} resolved`
}

function counted(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0)
  return parts.length === 0 ? 'none' : parts.map(([name, count]) => `${count} ${name}`).join(' · ')
}

function leftOut(filtered: Readonly<Record<string, number>>): readonly string[] {
  const parts = Object.entries(filtered).filter(([, count]) => count > 0)
  if (parts.length === 0) return ['Left out           nothing']
  return parts.map(
    ([reason, count], index) => `${(index === 0 ? 'Left out' : '').padEnd(18)} ${count} ${reasons[reason] ?? reason}`,
  )
}
