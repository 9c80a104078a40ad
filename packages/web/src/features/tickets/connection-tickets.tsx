import { Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { Connection, TicketSettings } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Severity, severities, severityName } from '../../components/severity.tsx'
import classes from '../connections/connection-page.module.css'
import { useUpdateConnection } from '../connections/queries.ts'
import { SaveBar } from '../connections/save-bar.tsx'
import { useMay } from '../session/queries.ts'
import { hubSettingsQuery } from '../settings/queries.ts'
import { TicketPreview } from './ticket-preview.tsx'
import { variables } from './ticket-template.tsx'

const urgencies = severities.filter((severity) => severity !== 'unknown' && severity !== 'info')

/** What tickets of this connection are like, where that is not what the settings of the hub say. */
export function ConnectionTickets({ connection }: { readonly connection: Connection }) {
  const may = useMay('maintainer')
  const update = useUpdateConnection(connection.id)
  const hub = useQuery(hubSettingsQuery).data?.tickets
  const own = connection.tickets
  const [title, setTitle] = useState(own?.title ?? '')
  const [text, setText] = useState(own?.text ?? '')
  const [labels, setLabels] = useState<string[]>(own?.labels ?? [])
  const [priorities, setPriorities] = useState<Readonly<Partial<Record<Severity, string>>>>(own?.priorities ?? {})
  const settings = settingsOf({ title, text, labels, priorities })

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ tickets: Object.keys(settings).length === 0 ? null : settings })
  }

  return (
    <Card title="Tickets" aside="What is left empty is as the settings of the hub have it.">
      <form onSubmit={save} noValidate className={classes.form}>
        <Stack gap="md">
          <TextInput
            label="Title"
            placeholder={hub?.title}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={fieldMessage(update.error, 'tickets.title')}
            disabled={!may}
          />
          <Textarea
            label="Text"
            description={`Variables in double braces: ${variables}.`}
            autosize
            minRows={6}
            maxRows={20}
            placeholder={hub?.text}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={fieldMessage(update.error, 'tickets.text')}
            disabled={!may}
          />
          <TagsInput
            label="Labels"
            description="On every ticket; without blanks and commas."
            value={labels}
            onChange={setLabels}
            error={fieldMessage(update.error, 'tickets.labels')}
            disabled={!may}
          />
          <fieldset className={classes.fieldset}>
            <legend>Priority over there</legend>
            <Stack gap="xs">
              <span className={classes.dim}>The tracker’s own word for each. Empty ones leave it to the tracker.</span>
              {urgencies.map((severity) => (
                <TextInput
                  key={severity}
                  label={severityName(severity)}
                  value={priorities[severity] ?? ''}
                  onChange={(event) => setPriorities({ ...priorities, [severity]: event.currentTarget.value })}
                  disabled={!may}
                />
              ))}
            </Stack>
          </fieldset>
          <TicketPreview connectionId={connection.id} tickets={settings} />
          <SaveBar pending={update.isPending} saved={update.isSuccess} error={update.error} disabled={!may} />
        </Stack>
      </form>
    </Card>
  )
}

interface Given {
  readonly title: string
  readonly text: string
  readonly labels: string[]
  readonly priorities: Readonly<Partial<Record<Severity, string>>>
}

/** What is empty is not said. */
function settingsOf({ title, text, labels, priorities }: Given): TicketSettings {
  const words = Object.fromEntries(
    Object.entries(priorities).flatMap(([name, word]) => (word.trim() === '' ? [] : [[name, word.trim()]])),
  )
  return {
    ...(title.trim() !== '' && { title: title.trim() }),
    ...(text.trim() !== '' && { text }),
    ...(labels.length > 0 && { labels }),
    ...(Object.keys(words).length > 0 && { priorities: words }),
  }
}
