import { Button, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { connectionsQuery } from '../connections/queries.ts'
import { connectorsQuery } from '../connectors/queries.ts'
import classes from './explain.module.css'

interface ExplainFormProps {
  readonly connection: string
  readonly id: string
  readonly onAsk: (asked: { readonly connection: string; readonly id: string }) => void
}

/** Which connection, and which id. With one scanner connected there is nothing to choose. */
export function ExplainForm({ connection, id, onAsk }: ExplainFormProps) {
  const options = useScanners()
  const [chosen, setChosen] = useState<string | null>(connection === '' ? null : connection)
  const [typed, setTyped] = useState(id)
  const only = options.length === 1 ? options[0]?.value : undefined
  const selected = chosen ?? only ?? null
  const text = typed.trim()

  function ask(event: FormEvent): void {
    event.preventDefault()
    if (selected !== null && text !== '') onAsk({ connection: selected, id: text })
  }

  return (
    <form className={classes.form} onSubmit={ask} aria-label="Explain a finding">
      <Select
        label="Connection"
        placeholder="The scanner it is from"
        data={options}
        value={selected}
        onChange={setChosen}
        allowDeselect={false}
        searchable
        className={classes.connection}
      />
      <TextInput
        label="Id or address at the scanner"
        placeholder="An id, the link to its page there, or a CVE"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        className={classes.id}
      />
      <Button type="submit" leftSection={<IconSearch size={15} />} disabled={selected === null || text === ''}>
        Explain
      </Button>
    </form>
  )
}

/** Connections that bring findings. */
function useScanners(): readonly { readonly value: string; readonly label: string }[] {
  const connections = useQuery(connectionsQuery)
  const connectors = useQuery(connectorsQuery)
  const able = new Set((connectors.data ?? []).flatMap(({ id, capabilities }) => (capabilities.includes('sync') ? [id] : [])))
  return (connections.data ?? []).filter(({ connector }) => able.has(connector)).map(({ id, label }) => ({ value: id, label }))
}
