import { Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { HubSettings } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { SaveBar } from '../connections/save-bar.tsx'
import { useMay } from '../session/queries.ts'
import { useUpdateHubSettings } from '../settings/queries.ts'

export const variables =
  'title, asset, product, priority, due, owner, count, link; on lines of their own: upgrades, vulnerabilities'

/** What new tickets say. */
export function TicketTemplate({ settings: { tickets } }: { readonly settings: HubSettings }) {
  const may = useMay('owner')
  const update = useUpdateHubSettings()
  const [title, setTitle] = useState(tickets.title)
  const [text, setText] = useState(tickets.text)

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ tickets: { title, text } })
  }

  return (
    <Card title="New tickets">
      <form onSubmit={save} noValidate>
        <Stack gap="md" maw={560}>
          <TextInput
            label="Title"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={fieldMessage(update.error, 'tickets.title')}
            disabled={!may}
          />
          <Textarea
            label="Text"
            description={`Paragraphs with blank lines between them; lines that begin with “- ” are a list. Variables in double braces: ${variables}. A line about something nobody knows is left out.`}
            autosize
            minRows={8}
            maxRows={24}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={fieldMessage(update.error, 'tickets.text')}
            disabled={!may}
          />
          <SaveBar pending={update.isPending} saved={update.isSuccess} error={update.error} disabled={!may} />
        </Stack>
      </form>
    </Card>
  )
}
