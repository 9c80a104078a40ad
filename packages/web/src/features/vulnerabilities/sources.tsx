import { Tooltip } from '@mantine/core'
import type { ConnectionRef } from '../../api/types.ts'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import classes from './vulnerabilities.module.css'

interface SourcesProps {
  readonly sources: readonly ConnectionRef[]
}

/** Marks of the scanners that see it, with their names for those who hover or listen. */
export function Sources({ sources }: SourcesProps) {
  const names = sources.map((source) => source.label).join(', ')

  return (
    <Tooltip label={names} disabled={sources.length === 0}>
      <span className={classes.sources}>
        {sources.slice(0, 4).map((source) => (
          <ConnectorMarkOf key={source.id} connector={source.connector} />
        ))}
        <span className={classes.hidden}>{names}</span>
      </span>
    </Tooltip>
  )
}
