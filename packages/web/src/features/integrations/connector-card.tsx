import { Button } from '@mantine/core'
import type { ConnectorSummary } from '../../api/types.ts'
import { ConnectorMark } from '../connectors/connector-mark.tsx'
import { useMay } from '../session/queries.ts'
import classes from './integrations.module.css'

interface ConnectorCardProps {
  readonly connector: ConnectorSummary
  readonly onConnect: (connector: string) => void
}

/** A tool that is not connected yet. */
export function ConnectorCard({ connector, onConnect }: ConnectorCardProps) {
  const may = useMay('maintainer')

  return (
    <li className={classes.card} data-connected={false}>
      <div className={classes.top}>
        <ConnectorMark mark={connector.mark} />
        <div className={classes.names}>
          <h3 className={classes.name}>{connector.name}</h3>
          {connector.stage === 'beta' && <span className={classes.stage}>Beta</span>}
        </div>
      </div>
      <p className={classes.summary}>{connector.summary}</p>
      <div className={classes.bottom}>
        <span className={classes.quiet}>Not connected</span>
        <Button
          variant="default"
          disabled={!may}
          onClick={() => onConnect(connector.id)}
          aria-label={`Connect ${connector.name}`}
        >
          Connect
        </Button>
      </div>
    </li>
  )
}
