import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { productSearchQuery, productTypesQuery } from '../products/queries.ts'

interface ScopeSelectProps {
  /** Id of a product or a product type; empty for everything. */
  readonly value: string
  readonly onChange: (id: string) => void
  /** The one it is for, should it not be among the first. */
  readonly known?: { readonly id: string; readonly name: string } | null
  readonly disabled?: boolean
}

/** Where a policy counts. */
export function ScopeSelect({ value, onChange, known = null, disabled = false }: ScopeSelectProps) {
  const types = useQuery(productTypesQuery)
  const products = useQuery(productSearchQuery(''))
  const choices = new Map((products.data ?? []).map(({ id, name }) => [id, name]))
  const typeChoices = new Map((types.data ?? []).map(({ id, name }) => [id, name]))
  if (known !== null) (known.id.startsWith('pt_') ? typeChoices : choices).set(known.id, known.name)
  const options = (all: ReadonlyMap<string, string>) => [...all].map(([id, label]) => ({ value: id, label }))

  return (
    <Select
      label="Counts for"
      placeholder="Everything"
      clearable
      searchable
      disabled={disabled}
      data={[
        { group: 'Product types', items: options(typeChoices) },
        { group: 'Products', items: options(choices) },
      ]}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}
