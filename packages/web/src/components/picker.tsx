import { Loader, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

interface Named {
  readonly id: string
  readonly name: string
}

interface Known {
  readonly value: string
  readonly label: string
}

interface PickerProps<Row extends Named, Key extends QueryKey> {
  readonly label: string
  readonly placeholder: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  /** Choices that are offered whatever is typed: the one suggested, the one chosen before. */
  readonly known: readonly Known[]
  /** The query for what is typed. */
  readonly search: (q: string) => UseQueryOptions<Row[], Error, Row[], Key>
}

/** Chooses one thing out of very many, by part of its name. */
export function Picker<Row extends Named, Key extends QueryKey>(props: PickerProps<Row, Key>) {
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), 180)
  const isChosen = props.known.some((each) => each.label === settled)
  const found = useQuery(props.search(isChosen ? '' : settled))
  const options = new Map(props.known.map((each) => [each.value, each.label]))
  for (const row of found.data ?? []) options.set(row.id, row.name)

  return (
    <Select
      label={props.label}
      placeholder={props.placeholder}
      searchable
      data={[...options].map(([value, label]) => ({ value, label }))}
      value={props.value}
      onChange={props.onChange}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'Nothing found'}
      rightSection={found.isFetching ? <Loader size={14} /> : undefined}
      data-autofocus
    />
  )
}
