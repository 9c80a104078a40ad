import { Modal, Skeleton, Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ConnectorMark } from '../connectors/connector-mark.tsx'
import { ConnectorOverview } from '../connectors/connector-overview.tsx'
import { connectorQuery } from '../connectors/queries.ts'
import { ConnectForm } from './connect-form.tsx'
import classes from './integrations.module.css'

interface ConnectDialogProps {
  readonly connector: string
  readonly onClose: () => void
}

/** Two tabs: what to expect and where to click, then the settings. */
export function ConnectDialog({ connector: id, onClose }: ConnectDialogProps) {
  const { data: connector, error, refetch } = useQuery(connectorQuery(id))
  const [tab, setTab] = useState<string | null>('overview')

  return (
    <Modal.Root opened onClose={onClose} size={640} transitionProps={{ duration: 120 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>
            {connector === undefined ? (
              `Connect ${id}`
            ) : (
              <span className={classes.dialogHead}>
                <ConnectorMark mark={connector.mark} />
                <span>
                  <span className={classes.dialogTitle}>Connect {connector.name}</span>
                  <br />
                  <span className={classes.dialogSummary}>{connector.summary}</span>
                </span>
              </span>
            )}
          </Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>
          {error !== null && <ProblemNotice error={error} during="Loading the connector" onRetry={() => void refetch()} />}
          {connector === undefined ? (
            error === null && <Ghost />
          ) : (
            <Tabs value={tab} onChange={setTab} keepMounted>
              <Tabs.List>
                <Tabs.Tab value="overview" data-autofocus>
                  Overview
                </Tabs.Tab>
                <Tabs.Tab value="connection">Connection</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="overview" pt="md">
                <ConnectorOverview connector={connector} onContinue={() => setTab('connection')} />
              </Tabs.Panel>
              <Tabs.Panel value="connection" pt="md">
                <ConnectForm connector={connector} onCancel={onClose} />
              </Tabs.Panel>
            </Tabs>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Ghost() {
  return (
    <Stack gap="sm">
      <Skeleton height={32} />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </Stack>
  )
}
