import { Select, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Connection, Connector } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMay } from '../session/queries.ts'
import classes from './connection-page.module.css'
import { useUpdateConnection } from './queries.ts'
import { SaveBar } from './save-bar.tsx'

const usual = [1, 2, 4, 6, 8, 12, 24, 48, 72, 168]

interface ConnectionScheduleProps {
  readonly connection: Connection
  readonly connector: Connector
}

/** How often it runs by itself. */
export function ConnectionSchedule({ connection, connector }: ConnectionScheduleProps) {
  const may = useMay('maintainer')
  const update = useUpdateConnection(connection.id)
  const [sync, setSync] = useState(connection.schedule.syncEveryHours)
  const [discover, setDiscover] = useState(connection.schedule.discoverEveryHours)

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ schedule: { syncEveryHours: sync, discoverEveryHours: discover } })
  }

  return (
    <Card title="Schedule" aside={connection.state === 'paused' ? 'Paused: nothing runs by itself.' : undefined}>
      <form onSubmit={save} className={classes.form}>
        <Stack gap="lg">
          <EveryHours
            label="Discover"
            description="Lists what the vendor has, so that new projects are found."
            value={discover}
            onChange={setDiscover}
            next={connection.nextDiscoverAt}
            disabled={!may}
          />
          {connector.capabilities.includes('sync') && (
            <EveryHours
              label="Sync"
              description="Reads the findings of mapped records."
              value={sync}
              onChange={setSync}
              next={connection.nextSyncAt}
              disabled={!may}
            />
          )}
          <SaveBar pending={update.isPending} saved={update.isSuccess} error={update.error} disabled={!may} />
        </Stack>
      </form>
    </Card>
  )
}

interface EveryHoursProps {
  readonly label: string
  readonly description: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly next: string | null
  readonly disabled: boolean
}

function EveryHours({ label, description, value, onChange, next, disabled }: EveryHoursProps) {
  const offered = [...new Set([...usual, ...(value === null ? [] : [value])])].sort((a, b) => a - b)

  return (
    <div>
      <Select
        label={label}
        description={description}
        data={[
          { value: 'never', label: 'Only when asked' },
          ...offered.map((hours) => ({ value: String(hours), label: every(hours) })),
        ]}
        value={value === null ? 'never' : String(value)}
        onChange={(chosen) => onChange(chosen === null || chosen === 'never' ? null : Number(chosen))}
        allowDeselect={false}
        disabled={disabled}
      />
      {next !== null && (
        <div className={classes.dim}>
          Next: <RelativeTime at={next} />
        </div>
      )}
    </div>
  )
}

function every(hours: number): string {
  if (hours === 1) return 'Every hour'
  if (hours === 24) return 'Every day'
  if (hours === 168) return 'Every week'
  return hours % 24 === 0 ? `Every ${hours / 24} days` : `Every ${hours} hours`
}
