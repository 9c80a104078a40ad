import { Button } from '@mantine/core'
import { IconClockExclamation, IconInfoCircle, IconStethoscope } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Connection, Connector } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ToneLabel } from '../../components/tone.tsx'
import { TroubleNotice } from '../../components/trouble-notice.tsx'
import { formatCount } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import integration from '../integrations/integrations.module.css'
import { NotificationLog } from '../notifications/notification-log.tsx'
import { OperationLine } from '../operations/operation-line.tsx'
import { connectionOperationsQuery } from '../operations/queries.ts'
import { RecordTally } from '../records/record-tally.tsx'
import { useMay } from '../session/queries.ts'
import { cadenceWords } from './cadence.ts'
import { ConnectionFaults } from './connection-faults.tsx'
import classes from './connection-page.module.css'
import { NextRun } from './next-run.tsx'
import { useCheckConnection } from './queries.ts'
import { readsNothing } from './reads-nothing.ts'

interface ConnectionHealthProps {
  readonly connection: Connection
  readonly connector: Connector | undefined
}

export function ConnectionHealth({ connection, connector }: ConnectionHealthProps) {
  const may = useMay('maintainer')
  const check = useCheckConnection(connection.id)
  const operations = useQuery(connectionOperationsQuery(connection.id))
  const { account, problem } = connection
  const reads = connector !== undefined && !readsNothing(connector)

  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {problem !== null && (
          <TroubleNotice
            trouble={problem}
            action={
              <ButtonLink
                to="/integrations/$connectionId"
                params={{ connectionId: connection.id }}
                search={{ tab: 'settings' }}
                size="xs"
              >
                {problem.kind === 'credentials' ? 'Reconnect' : 'Open the settings'}
              </ButtonLink>
            }
          />
        )}
        {problem === null && connection.nextStep !== null && <NextStep connection={connection} step={connection.nextStep} />}
        {check.error !== null && problem === null && <ProblemNotice error={check.error} during="The check" />}
        <Card
          title="What it sees"
          aside={
            <Button
              variant="default"
              size="xs"
              leftSection={<IconStethoscope size={14} />}
              disabled={!may}
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              Check now
            </Button>
          }
        >
          <p className={classes.sees}>{account?.sees ?? 'Not checked yet'}</p>
          {account !== null && account.warnings.length > 0 && (
            <ul className={integration.warnings}>
              {account.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
          {connector?.capabilities.includes('discover') && (
            <RecordTally counts={connection.records} connection={connection.id} />
          )}
          {connector?.capabilities.includes('repositories') && (
            <Link to="/repositories" search={{ connection: [connection.id] }} className={classes.link}>
              {formatCount(connection.repositories, 'repository', 'repositories')} listed
            </Link>
          )}
        </Card>
        <ConnectionFaults connection={connection.id} />
        {connector?.capabilities.includes('notify') && may && <NotificationLog connection={connection.id} />}
        {reads && (
          <Card title="Last operations" form="flush">
            {operations.data?.map((operation) => (
              <OperationLine key={operation.id} operation={operation} />
            ))}
          </Card>
        )}
      </div>
      <Card title="Facts">
        <Facts
          facts={[
            ...(account?.identity ? [{ name: 'Signed in as', value: account.identity }] : []),
            ...(connection.credentialsExpireAt === null
              ? []
              : [{ name: 'Credentials expire', value: formatDay(connection.credentialsExpireAt) }]),
            ...(reads
              ? [
                  { name: 'Last discover', value: timeOr(connection.lastDiscoverAt, 'Not yet') },
                  { name: 'Next discover', value: <NextRun at={connection.nextDiscoverAt} /> },
                  { name: 'Discovers', value: cadenceWords(connection.schedule.discover) },
                ]
              : []),
            ...(connector?.capabilities.includes('sync')
              ? [
                  { name: 'Last sync', value: timeOr(connection.lastSyncAt, 'Not yet') },
                  { name: 'Next sync', value: <NextRun at={connection.nextSyncAt} /> },
                  { name: 'Syncs', value: cadenceWords(connection.schedule.sync) },
                ]
              : []),
            { name: 'Connected', value: timeOr(connection.createdAt, '') },
          ]}
        />
      </Card>
    </div>
  )
}

/** The one thing to do where nothing is broken yet. */
function NextStep({ connection, step }: { readonly connection: Connection; readonly step: string }) {
  const daysLeft = connection.state === 'paused' ? null : connection.credentialsExpireInDays

  return (
    <Card label="What to do">
      <div className={classes.row}>
        <span>
          <ToneLabel
            tone={connection.state === 'paused' ? 'neutral' : 'warning'}
            icon={daysLeft === null ? IconInfoCircle : IconClockExclamation}
          >
            {step}
          </ToneLabel>
        </span>
        {daysLeft !== null && (
          <ButtonLink
            to="/integrations/$connectionId"
            params={{ connectionId: connection.id }}
            search={{ tab: 'settings' }}
            size="xs"
          >
            Renew
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}

function timeOr(at: string | null, otherwise: string) {
  return at === null ? otherwise : <RelativeTime at={at} />
}
