import { Button, Select, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import type { TicketSettings } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { remediationsQuery } from '../remediations/queries.ts'
import { pendingStates } from '../remediations/search.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { usePreviewTicket } from './queries.ts'
import classes from './tickets.module.css'

interface TicketPreviewProps {
  readonly connectionId: string
  /** As they stand in the form, saved or not. */
  readonly tickets: TicketSettings
}

/** What the ticket of one of the most urgent remediations would say. */
export function TicketPreview({ connectionId, tickets }: TicketPreviewProps) {
  const list = useInfiniteQuery(remediationsQuery({ state: pendingStates }, '-priority', 20))
  const rows = rowsOf(list.data)
  const [chosen, setChosen] = useState<string | null>(null)
  const preview = usePreviewTicket()
  const remediationId = chosen ?? rows[0]?.id
  if (remediationId === undefined) return null

  return (
    <Stack gap="sm" role="region" aria-label="Preview">
      <Select
        label="Preview for"
        data={rows.map(({ id, title, asset }) => ({ value: id, label: `${title} in ${asset}` }))}
        value={remediationId}
        onChange={setChosen}
        allowDeselect={false}
      />
      <div className={view.buttons}>
        <Button
          size="xs"
          variant="default"
          loading={preview.isPending}
          onClick={() => preview.mutate({ remediationId, connectionId, tickets })}
        >
          Preview
        </Button>
      </div>
      {preview.error !== null && <ProblemNotice error={preview.error} />}
      {preview.data !== undefined && (
        <article className={classes.preview}>
          <strong>{preview.data.title}</strong>
          {preview.data.priority !== null && <p className={view.dim}>Priority {preview.data.priority}</p>}
          {preview.data.labels.length > 0 && <p className={view.dim}>Labels {preview.data.labels.join(', ')}</p>}
          <pre>{preview.data.text}</pre>
        </article>
      )}
    </Stack>
  )
}
