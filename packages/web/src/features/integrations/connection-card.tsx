import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Connection, ConnectorSummary } from '../../api/types.ts'
import { ButtonLink } from '../../components/links.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatCount } from '../../format/number.ts'
import { ConnectionStateLabel } from '../connections/connection-state.tsx'
import { readsNothing } from '../connections/reads-nothing.ts'
import type { ConnectionTab } from '../connections/search.ts'
import { ConnectorMark } from '../connectors/connector-mark.tsx'
import { useMay } from '../session/queries.ts'
import classes from './integrations.module.css'

interface ConnectionCardProps {
  readonly connection: Connection
  readonly connector: ConnectorSummary
  readonly onConnect: (connector: string) => void
}

/** One connection: one line of state, one action. */
export function ConnectionCard({ connection, connector, onConnect }: ConnectionCardProps) {
  const may = useMay('maintainer')
  const action = actionOf(connection)

  return (
    <li className={classes.card} data-connected data-state={connection.state}>
      <div className={classes.top}>
        <ConnectorMark mark={connector.mark} />
        <div className={classes.names}>
          <h3 className={classes.name}>
            <Link to="/integrations/$connectionId" params={{ connectionId: connection.id }} className={classes.cover}>
              {connection.label}
            </Link>
          </h3>
          <ConnectionStateLabel state={connection.state} />
        </div>
        <Tooltip label={`Connect another ${connector.name}`}>
          <ActionIcon
            className={classes.above}
            size={28}
            aria-label={`Connect another ${connector.name}`}
            disabled={!may}
            onClick={() => onConnect(connector.id)}
          >
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p className={classes.summary}>{summaryOf(connection)}</p>
      <div className={classes.bottom}>
        <span className={classes.quiet}>{!readsNothing(connector) && <Rhythm connection={connection} />}</span>
        <ButtonLink
          className={classes.above}
          to="/integrations/$connectionId"
          params={{ connectionId: connection.id }}
          search={{ tab: action.tab }}
          variant={action.urgent ? 'filled' : 'default'}
          aria-label={`${action.word} ${connection.label}`}
        >
          {action.word}
        </ButtonLink>
      </div>
    </li>
  )
}

interface Action {
  readonly word: string
  readonly tab: ConnectionTab
  readonly urgent: boolean
}

function actionOf(connection: Connection): Action {
  const unmapped = connection.records.NEW + connection.records.STALE
  if (connection.problem?.kind === 'credentials') return { word: 'Reconnect', tab: 'settings', urgent: true }
  if (connection.problem === null && connection.credentialsExpireInDays !== null && connection.state !== 'paused')
    return { word: 'Renew', tab: 'settings', urgent: false }
  if (connection.state === 'attention') return { word: 'Look at it', tab: 'health', urgent: true }
  if (unmapped > 0) return { word: `Map ${unmapped}`, tab: 'records', urgent: false }
  return { word: 'Configure', tab: 'health', urgent: false }
}

/** What to do where there is something to do; otherwise what it brings. */
function summaryOf(connection: Connection): string {
  if (connection.problem !== null) return connection.problem.remedy ?? connection.problem.message
  return connection.credentialsExpireInDays !== null && connection.nextStep !== null ? connection.nextStep : sees(connection)
}

function sees(connection: Connection): string {
  if (connection.repositories > 0) return formatCount(connection.repositories, 'repository', 'repositories')
  const { NEW, GOOD, MISSING, STALE, ERROR } = connection.records
  const all = NEW + GOOD + MISSING + STALE + ERROR
  if (all > 0) return `${formatCount(all, 'record')}, ${GOOD} synced`
  return connection.account?.sees ?? 'Connected; the first discover has not finished.'
}

function Rhythm({ connection }: { readonly connection: Connection }) {
  const last = connection.lastSyncAt ?? connection.lastDiscoverAt
  const next = [connection.nextSyncAt, connection.nextDiscoverAt].filter((at) => at !== null).sort()[0]
  if (connection.running !== null)
    return (
      <>
        {connection.running.state === 'queued' ? 'Waiting to' : 'Running:'} {connection.running.kind}
      </>
    )
  if (last === null) return <>Never run</>

  return (
    <>
      {connection.lastSyncAt === null ? 'Discovered' : 'Synced'} <RelativeTime at={last} />
      {next !== undefined && connection.state !== 'paused' && (
        <>
          {' '}
          · next <RelativeTime at={next} />
        </>
      )}
    </>
  )
}
