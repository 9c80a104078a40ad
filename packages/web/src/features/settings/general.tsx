import { NumberInput, Skeleton, Stack, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { HubSettings } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SaveBar } from '../connections/save-bar.tsx'
import { RiskWeights } from '../priority/weights.tsx'
import { useMay } from '../session/queries.ts'
import { TicketTemplate } from '../tickets/ticket-template.tsx'
import { hubSettingsQuery, useUpdateHubSettings } from './queries.ts'

/** Settings of the whole hub. */
export function General() {
  const { data, error, refetch } = useQuery(hubSettingsQuery)

  if (error !== null) return <ProblemNotice error={error} during="Loading the settings" onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton height={200} radius={10} />
  return (
    <Stack gap="md">
      <Retention settings={data} />
      <RiskWeights settings={data} />
      <TicketTemplate settings={data} />
    </Stack>
  )
}

const usualDays = 90

function Retention({ settings: { operations } }: { readonly settings: HubSettings }) {
  const may = useMay('owner')
  const update = useUpdateHubSettings()
  const [forEver, setForEver] = useState((operations.retentionDays ?? 0) === 0)
  const [days, setDays] = useState<number | string>(operations.retentionDays || usualDays)

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ operations: { retentionDays: forEver ? null : Number(days) } })
  }

  return (
    <Card title="Finished operations">
      <form onSubmit={save} noValidate>
        <Stack gap="md" maw={560}>
          <NumberInput
            label="Keep them for"
            description="With their logs, the rows set aside and the lists of what changed. The newest of each connection, the last that saw everything, and what waits for confirmation always stay."
            suffix=" days"
            min={1}
            max={3650}
            allowDecimal={false}
            value={days}
            onChange={setDays}
            error={fieldMessage(update.error, 'operations.retentionDays')}
            disabled={!may || forEver}
          />
          <Switch
            label="Keep them for ever"
            checked={forEver}
            onChange={(event) => setForEver(event.currentTarget.checked)}
            disabled={!may}
          />
          <SaveBar
            pending={update.isPending}
            saved={update.isSuccess}
            error={update.error}
            disabled={!may || (!forEver && days === '')}
          />
        </Stack>
      </form>
    </Card>
  )
}
