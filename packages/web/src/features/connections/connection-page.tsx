import { Button, Skeleton, Tabs } from '@mantine/core'
import { IconClockExclamation, IconPlayerPause, IconPlayerPlay, IconQuestionMark, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Connection, Connector } from '../../api/types.ts'
import { ButtonLink } from '../../components/links.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ToneLabel } from '../../components/tone.tsx'
import { formatNumber } from '../../format/number.ts'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import { connectorQuery } from '../connectors/queries.ts'
import { TestMessageButton } from '../notifications/test-message-button.tsx'
import { useMay } from '../session/queries.ts'
import { ConnectionTickets } from '../tickets/connection-tickets.tsx'
import { ConnectionDanger } from './connection-danger.tsx'
import { ConnectionHealth } from './connection-health.tsx'
import { ConnectionOperations } from './connection-operations.tsx'
import classes from './connection-page.module.css'
import { ConnectionRecords } from './connection-records.tsx'
import { ConnectionRules } from './connection-rules.tsx'
import { ConnectionSchedule } from './connection-schedule.tsx'
import { ConnectionSettings } from './connection-settings.tsx'
import { ConnectionStateLabel } from './connection-state.tsx'
import { expiryWords } from './expiry-words.ts'
import { connectionQuery, usePause, useRun } from './queries.ts'
import { readsNothing } from './reads-nothing.ts'
import { type ConnectionTab, connectionTabs } from './search.ts'

const route = getRouteApi('/integrations/$connectionId')

const tabNames: Readonly<Record<ConnectionTab, string>> = {
  health: 'Health',
  records: 'Records',
  operations: 'Operations',
  settings: 'Settings',
  rules: 'Import rules',
  schedule: 'Schedule',
  tickets: 'Tickets',
  danger: 'Danger zone',
}

export function ConnectionPage() {
  const { connectionId } = route.useParams()
  const { tab = 'health' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: connection, error, refetch } = useQuery(connectionQuery(connectionId))
  const connector = useQuery({ ...connectorQuery(connection?.connector ?? ''), enabled: connection !== undefined })
  const maintains = useMay('maintainer')

  return (
    <Page
      title={connection?.label ?? 'Connection'}
      trail={<Link to="/integrations">Integrations</Link>}
      lead={connection && <Lead connection={connection} connectorName={connector.data?.name ?? ''} />}
      actions={connection && connector.data && <Actions connection={connection} connector={connector.data} />}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the connection" onRetry={() => void refetch()} />}
      {connection === undefined ? (
        error === null && <Skeleton height={320} radius={10} />
      ) : (
        <Tabs
          value={tab}
          onChange={(value) => void navigate({ search: { tab: connectionTabs.find((each) => each === value) } })}
          keepMounted={false}
        >
          <Tabs.List className={classes.tabs}>
            {tabsOf(connector.data, maintains).map((each) => (
              <Tabs.Tab key={each} value={each} rightSection={<TabCount tab={each} connection={connection} />}>
                {tabNames[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="health" pt="md">
            <ConnectionHealth connection={connection} connector={connector.data} />
          </Tabs.Panel>
          <Tabs.Panel value="records" pt="md">
            <ConnectionRecords connection={connection} />
          </Tabs.Panel>
          <Tabs.Panel value="operations" pt="md">
            <ConnectionOperations connection={connection} />
          </Tabs.Panel>
          <Tabs.Panel value="settings" pt="md">
            {connector.data !== undefined && <ConnectionSettings connection={connection} connector={connector.data} />}
          </Tabs.Panel>
          <Tabs.Panel value="rules" pt="md">
            {connector.data !== undefined && <ConnectionRules connection={connection} connector={connector.data} />}
          </Tabs.Panel>
          <Tabs.Panel value="schedule" pt="md">
            {connector.data !== undefined && <ConnectionSchedule connection={connection} connector={connector.data} />}
          </Tabs.Panel>
          <Tabs.Panel value="tickets" pt="md">
            {connector.data?.capabilities.includes('tickets') === true && <ConnectionTickets connection={connection} />}
          </Tabs.Panel>
          <Tabs.Panel value="danger" pt="md">
            <ConnectionDanger connection={connection} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  )
}

const withoutRecords: readonly ConnectionTab[] = ['records', 'rules']
const withoutReading: readonly ConnectionTab[] = ['records', 'rules', 'operations', 'schedule']
const forMaintainers: readonly ConnectionTab[] = ['settings', 'rules', 'schedule', 'tickets', 'danger']

/** A source of repositories has no records to map and no findings to filter, and what reads nothing has no schedule; how it is set up is not everybody's business. */
function tabsOf(connector: Connector | undefined, maintains: boolean): readonly ConnectionTab[] {
  const takesTickets = connector?.capabilities.includes('tickets') === true
  const tabs = connectionTabs
    .filter((tab) => maintains || !forMaintainers.includes(tab))
    .filter((tab) => takesTickets || tab !== 'tickets')
  if (connector === undefined || connector.capabilities.includes('discover')) return tabs
  const lists = readsNothing(connector) ? withoutReading : withoutRecords
  return tabs.filter((tab) => !lists.includes(tab))
}

function TabCount({ tab, connection }: { readonly tab: ConnectionTab; readonly connection: Connection }) {
  if (tab !== 'records') return null
  const total = Object.values(connection.records).reduce((sum, count) => sum + count, 0)
  return total === 0 ? null : <span className={classes.count}>{formatNumber(total)}</span>
}

function Lead({ connection, connectorName }: { readonly connection: Connection; readonly connectorName: string }) {
  return (
    <span className={classes.lead}>
      <ConnectorMarkOf connector={connection.connector} />
      {connectorName}
      <ConnectionStateLabel state={connection.state} form="soft" />
      {connection.credentialsExpireInDays !== null && (
        <ToneLabel tone="warning" icon={IconClockExclamation} form="soft">
          {expiryWords(connection.credentialsExpireInDays)}
        </ToneLabel>
      )}
    </span>
  )
}

interface ActionsProps {
  readonly connection: Connection
  readonly connector: Connector
}

function Actions({ connection, connector }: ActionsProps) {
  const may = useMay('maintainer')
  const run = useRun(connection.id)
  const pause = usePause(connection.id)
  const paused = connection.state === 'paused'
  const syncs = connector.capabilities.includes('sync')

  return (
    <>
      <Button
        variant="default"
        leftSection={paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
        disabled={!may}
        loading={pause.isPending}
        onClick={() => pause.mutate(paused ? 'resume' : 'pause')}
      >
        {paused ? 'Resume' : 'Pause'}
      </Button>
      {connector.capabilities.includes('notify') && <TestMessageButton connection={connection} />}
      {!readsNothing(connector) && (
        <Button
          variant={syncs ? 'default' : 'filled'}
          leftSection={syncs ? null : <IconRefresh size={15} />}
          disabled={!may || paused}
          loading={run.isPending && run.variables === 'discover'}
          onClick={() => run.mutate('discover')}
        >
          Discover now
        </Button>
      )}
      {syncs && (
        <ButtonLink
          to="/explain"
          search={{ connection: connection.id }}
          variant="subtle"
          color="gray"
          leftSection={<IconQuestionMark size={15} />}
        >
          Missing a finding?
        </ButtonLink>
      )}
      {syncs && (
        <Button
          leftSection={<IconRefresh size={15} />}
          disabled={!may || paused}
          loading={run.isPending && run.variables === 'sync'}
          onClick={() => run.mutate('sync')}
        >
          Sync now
        </Button>
      )}
    </>
  )
}
