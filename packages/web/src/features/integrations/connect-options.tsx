import { Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem, fieldMessage } from '../../api/problem.ts'
import type { Account, Connector } from '../../api/types.ts'
import { type CadenceDraft, cadenceOf, draftOf } from '../connections/cadence.ts'
import { CadenceField } from '../connections/cadence-field.tsx'
import type { NewConnection } from '../connections/queries.ts'
import classes from './integrations.module.css'

/** What people may say besides the settings, with what the hub does when nobody says anything. */
export function useConnectOptions(connector: Connector) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [autoMap, setAutoMap] = useState(true)
  const [discover, setDiscover] = useState(() => draftOf({ everyHours: 24 }, here))
  const [sync, setSync] = useState(() => draftOf({ everyHours: 6 }, here))
  const [expire, setExpire] = useState('')
  const discovers = connector.capabilities.includes('discover') || connector.capabilities.includes('repositories')
  const syncs = connector.capabilities.includes('sync')

  const collected: Pick<NewConnection, 'autoMap' | 'schedule' | 'credentialsExpireAt'> = {
    autoMap,
    ...(discovers && { schedule: { discover: cadenceOf(discover), ...(syncs && { sync: cadenceOf(sync) }) } }),
    ...(expire !== '' && { credentialsExpireAt: `${expire}T00:00:00.000Z` }),
  }
  return { collected, autoMap, setAutoMap, discover, setDiscover, sync, setSync, expire, setExpire, discovers, syncs }
}

/** Whether the hub refused something that is said here. */
export function isAboutOptions(error: unknown): boolean {
  return error instanceof ApiProblem && error.fields.some(({ field }) => /^(schedule|credentialsExpireAt)\b/.test(field))
}

interface ConnectOptionsProps {
  readonly options: ReturnType<typeof useConnectOptions>
  readonly connector: Connector
  readonly account: Account
  readonly error: unknown
}

/** Mapping, schedule, and when the credentials end where the vendor does not tell. */
export function ConnectOptions({ options, connector, account, error }: ConnectOptionsProps) {
  const { autoMap, setAutoMap, expire, setExpire, discovers } = options
  return (
    <>
      {connector.capabilities.includes('discover') && (
        <Switch
          label="Create a product for what matches no repository"
          description="Otherwise such a record waits under Records until somebody maps it."
          checked={autoMap}
          onChange={(event) => setAutoMap(event.currentTarget.checked)}
        />
      )}
      {account.expiresAt === null && (
        <TextInput
          type="date"
          label="Credentials expire on"
          description="If you know it: two weeks before, you are told."
          value={expire}
          onChange={(event) => setExpire(event.currentTarget.value)}
          error={fieldMessage(error, 'credentialsExpireAt')}
        />
      )}
      {discovers && <Schedule {...options} error={error} />}
    </>
  )
}

interface ScheduleProps
  extends Pick<ReturnType<typeof useConnectOptions>, 'discover' | 'setDiscover' | 'sync' | 'setSync' | 'syncs'> {
  readonly error: unknown
}

function Schedule({ discover, setDiscover, sync, setSync, syncs, error }: ScheduleProps) {
  const field = (
    label: string,
    description: string,
    name: string,
    draft: CadenceDraft,
    onChange: (draft: CadenceDraft) => void,
  ) => (
    <CadenceField
      label={label}
      description={description}
      field={`schedule.${name}`}
      draft={draft}
      onChange={onChange}
      next={null}
      error={error}
      disabled={false}
    />
  )
  return (
    <details className={classes.more}>
      <summary>When it runs by itself</summary>
      <Stack gap="lg" mt="sm">
        {field('Discover', 'Lists what the vendor has, so that new projects are found.', 'discover', discover, setDiscover)}
        {syncs && field('Sync', 'Reads the findings of mapped records.', 'sync', sync, setSync)}
      </Stack>
    </details>
  )
}
