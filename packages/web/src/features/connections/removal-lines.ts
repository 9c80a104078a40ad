import type { Removal } from '../../api/types.ts'
import { formatCount } from '../../format/number.ts'

/** What happens when a connection is removed, a sentence each; what there is none of is left out. */
export function removalLines(removal: Removal, findings: 'keep' | 'delete'): readonly string[] {
  const { records, vulnerabilities, repositories, operations } = removal
  const own: readonly (readonly [number, string])[] =
    findings === 'keep'
      ? [
          [records, `${formatCount(records, 'record')} no longer shown.`],
          [removal.findings.open, `${formatCount(removal.findings.open, 'open finding')} closed.`],
          [vulnerabilities.open, `${vulnerabilitiesOf(vulnerabilities.open)} closed that nobody else sees.`],
        ]
      : [
          [records, `${formatCount(records, 'record')} deleted.`],
          [removal.findings.total, `${formatCount(removal.findings.total, 'finding')} deleted.`],
          [vulnerabilities.total, `${vulnerabilitiesOf(vulnerabilities.total)} deleted that nobody else sees.`],
          [vulnerabilities.decided, `${formatCount(vulnerabilities.decided, 'decision')} deleted with them.`],
        ]
  const either: readonly (readonly [number, string])[] = [
    [repositories, `${formatCount(repositories, 'repository', 'repositories')} no longer listed by anybody.`],
    [operations.going, `${formatCount(operations.going, 'operation')} cancelled.`],
  ]
  return [...[...own, ...either].flatMap(([count, line]) => (count > 0 ? [line] : [])), 'Its credentials are deleted.']
}

function vulnerabilitiesOf(count: number): string {
  return formatCount(count, 'vulnerability', 'vulnerabilities')
}
