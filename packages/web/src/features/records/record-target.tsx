import { Tooltip } from '@mantine/core'
import { IconArrowRight, IconBox, IconFolder, IconGitBranch, IconSparkles, IconStack2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { VendorRecord } from '../../api/types.ts'
import { formatCount } from '../../format/number.ts'
import { confidenceWords, evidenceText, matchReason } from './match-reason.ts'
import classes from './records.module.css'

interface RecordTargetProps {
  readonly record: VendorRecord
}

/** Where a record leads, or where it most likely belongs, and why. */
export function RecordTarget({ record }: RecordTargetProps) {
  const { mapping, suggestion } = record

  if (mapping !== null) {
    return (
      <Target
        reason={matchReason(mapping.method)}
        evidence={evidenceText(mapping.evidence)}
        icon={<IconArrowRight size={15} aria-hidden />}
      >
        {mapping.repository !== null && (
          <Link to="/repositories/$repositoryId" params={{ repositoryId: mapping.repository.id }} className={classes.link}>
            {mapping.repository.name}
          </Link>
        )}
        {mapping.image !== null && (
          <Link to="/images/$imageId" params={{ imageId: mapping.image.id }} className={classes.branch}>
            <IconStack2 size={13} aria-label="image" />
            {mapping.image.name}
          </Link>
        )}
        {mapping.repository === null && mapping.image === null && mapping.product !== null && (
          <Link to="/products/$productId" params={{ productId: mapping.product.id }} className={classes.link}>
            {mapping.product.name}
          </Link>
        )}
        {mapping.repository === null && mapping.product === null && <span className={classes.gone}>Gone</span>}
        {mapping.branch !== null && (
          <span className={classes.branch}>
            <IconGitBranch size={13} aria-label="branch" />
            {mapping.branch}
          </span>
        )}
        {mapping.repository !== null && record.clue?.path != null && (
          <span className={classes.branch}>
            <IconFolder size={13} aria-label="path" />
            {record.clue.path}
          </span>
        )}
        {mapping.repository !== null && mapping.product !== null && (
          <span className={classes.branch}>
            <IconBox size={13} aria-label="product" />
            {mapping.product.name}
          </span>
        )}
      </Target>
    )
  }
  if (suggestion !== null) {
    return (
      <Target
        reason={`Suggested: ${matchReason(suggestion.method)}${confidenceWords(suggestion.evidence)}`}
        evidence={evidenceText(suggestion.evidence)}
        icon={<IconSparkles size={15} aria-hidden color="var(--pb-accent)" />}
      >
        {suggestion.repository.name}
      </Target>
    )
  }
  return <span className={classes.reason}>{record.state === 'NEW' ? <NoMatch record={record} /> : record.stateReason}</span>
}

/** Why nothing matched, and in full on hover: what was looked for, and where. */
function NoMatch({ record }: RecordTargetProps) {
  const { unmatched } = record
  // What an image was compared by plays no part: somebody has to tell where it is built.
  if (unmatched === null || record.image !== null) return record.stateReason

  const where = unmatched.comparedWith.map(
    ({ connection, repositories }) => `${connection.label}: ${formatCount(repositories, 'repository', 'repositories')}`,
  )
  const evidence = [
    ...unmatched.compared.map((each) => `looked for ${each}`),
    ...(where.length === 0 ? ['no source control is connected'] : where),
  ]
  return (
    <Tooltip label={evidence.join('\n')} multiline maw={420} style={{ whiteSpace: 'pre-wrap' }}>
      <span>{unmatched.explanation}</span>
    </Tooltip>
  )
}

interface TargetProps {
  readonly reason: string
  readonly evidence: string
  readonly icon: ReactNode
  readonly children: ReactNode
}

function Target({ reason, evidence, icon, children }: TargetProps) {
  return (
    <span className={classes.target}>
      {icon}
      <span className={classes.two}>
        <span className={classes.first}>{children}</span>
        <Tooltip label={evidence} disabled={evidence === ''} multiline maw={420} style={{ whiteSpace: 'pre-wrap' }}>
          <span className={classes.reason}>{reason}</span>
        </Tooltip>
      </span>
    </span>
  )
}
