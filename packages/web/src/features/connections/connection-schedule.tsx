import { Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Connection, Connector } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { useMay } from '../session/queries.ts'
import { cadenceOf, draftOf } from './cadence.ts'
import { CadenceField } from './cadence-field.tsx'
import classes from './connection-page.module.css'
import { useUpdateConnection } from './queries.ts'
import { SaveBar } from './save-bar.tsx'

interface ConnectionScheduleProps {
  readonly connection: Connection
  readonly connector: Connector
}

/** When it runs by itself. */
export function ConnectionSchedule({ connection, connector }: ConnectionScheduleProps) {
  const may = useMay('maintainer')
  const update = useUpdateConnection(connection.id)
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [sync, setSync] = useState(() => draftOf(connection.schedule.sync, here))
  const [discover, setDiscover] = useState(() => draftOf(connection.schedule.discover, here))
  const syncs = connector.capabilities.includes('sync')

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ schedule: { discover: cadenceOf(discover), ...(syncs && { sync: cadenceOf(sync) }) } })
  }

  return (
    <Card title="Schedule" aside={connection.state === 'paused' ? 'Paused: nothing runs by itself.' : undefined}>
      <form onSubmit={save} noValidate className={classes.form}>
        <Stack gap="lg">
          <CadenceField
            label="Discover"
            description="Lists what the vendor has, so that new projects are found."
            field="schedule.discover"
            draft={discover}
            onChange={setDiscover}
            next={connection.nextDiscoverAt}
            error={update.error}
            disabled={!may}
          />
          {syncs && (
            <CadenceField
              label="Sync"
              description="Reads the findings of mapped records."
              field="schedule.sync"
              draft={sync}
              onChange={setSync}
              next={connection.nextSyncAt}
              error={update.error}
              disabled={!may}
            />
          )}
          <SaveBar pending={update.isPending} saved={update.isSuccess} error={update.error} disabled={!may} />
        </Stack>
      </form>
    </Card>
  )
}
