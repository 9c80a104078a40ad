import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Connection, ConnectorSummary } from '../../api/types.ts'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { connectionsQuery } from '../connections/queries.ts'
import { connectorsQuery } from '../connectors/queries.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { ConnectorCard } from './connector-card.tsx'
import classes from './integrations.module.css'

const route = getRouteApi('/integrations')

const categories: readonly { readonly id: ConnectorSummary['category']; readonly title: string; readonly lead: string }[] = [
  {
    id: 'source-control',
    title: 'Source control',
    lead: 'Where the repositories live. Connect this first: scanners’ findings are matched to it.',
  },
  { id: 'scanner', title: 'Scanners', lead: 'Where the findings come from.' },
  { id: 'destination', title: 'Destinations', lead: 'Where findings go.' },
  { id: 'ticketing', title: 'Ticketing', lead: 'Where the work is planned.' },
  { id: 'chat', title: 'Chat', lead: 'Where people hear about it.' },
]

export function IntegrationsPage() {
  const { connect } = route.useSearch()
  const navigate = route.useNavigate()
  const connectors = useQuery(connectorsQuery)
  const connections = useQuery(connectionsQuery)
  const error = connectors.error ?? connections.error

  function open(connector: string): void {
    void navigate({ search: { connect: connector } })
  }

  return (
    <Page title="Integrations" lead="Connect a tool, see what it sees, then let it run by itself.">
      {error !== null && (
        <ProblemNotice
          error={error}
          during="Loading the integrations"
          onRetry={() => void Promise.all([connectors.refetch(), connections.refetch()])}
        />
      )}
      {connectors.data === undefined || connections.data === undefined
        ? error === null && <Ghosts />
        : categories.map((category) => (
            <CategorySection
              key={category.id}
              title={category.title}
              lead={category.lead}
              connectors={connectors.data.filter((connector) => connector.category === category.id)}
              connections={connections.data}
              onConnect={open}
            />
          ))}
      {connect !== undefined && <ConnectDialog connector={connect} onClose={() => void navigate({ search: {} })} />}
    </Page>
  )
}

interface CategorySectionProps {
  readonly title: string
  readonly lead: string
  readonly connectors: readonly ConnectorSummary[]
  readonly connections: readonly Connection[]
  readonly onConnect: (connector: string) => void
}

function CategorySection({ title, lead, connectors, connections, onConnect }: CategorySectionProps) {
  if (connectors.length === 0) return null

  return (
    <section className={classes.category} aria-label={title}>
      <header className={classes.categoryHeader}>
        <h2 className={classes.categoryTitle}>{title}</h2>
        <p className={classes.categoryLead}>{lead}</p>
      </header>
      <ul className={classes.grid}>
        {connectors.flatMap((connector) => {
          const own = connections.filter((connection) => connection.connector === connector.id)
          if (own.length === 0) return [<ConnectorCard key={connector.id} connector={connector} onConnect={onConnect} />]
          return own.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} connector={connector} onConnect={onConnect} />
          ))
        })}
      </ul>
    </section>
  )
}

function Ghosts() {
  return (
    <div className={classes.category} aria-hidden>
      <Skeleton height={16} width={140} mt={8} mb={20} />
      <div className={classes.grid}>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} height={150} radius={10} />
        ))}
      </div>
    </div>
  )
}
