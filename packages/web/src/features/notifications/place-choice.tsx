import { MultiSelect } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { NotificationSubscription } from '../../api/types.ts'
import { productSearchQuery, productTypesQuery } from '../products/queries.ts'
import type { SubscriptionDraft } from './subscription-draft.ts'

interface PlaceChoiceProps {
  readonly form: UseFormReturnType<SubscriptionDraft>
  readonly subscription: NotificationSubscription | null
  readonly error: unknown
}

/** Which products what is told concerns. */
export function PlaceChoice({ form, subscription, error }: PlaceChoiceProps) {
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), 180)
  const types = useQuery(productTypesQuery)
  const found = useQuery(productSearchQuery(settled))
  // What is chosen keeps its name, whatever is searched for.
  const [named, setNamed] = useState(new Map((subscription?.products ?? []).map(({ id, name }) => [id, name])))
  const offered = new Map([...named, ...(found.data ?? []).map(({ id, name }) => [id, name] as const)])

  function choose(ids: string[]): void {
    setNamed(new Map(ids.map((id) => [id, offered.get(id) ?? id])))
    form.setFieldValue('productIds', ids)
  }

  return (
    <>
      <MultiSelect
        label="Product types"
        description="Only what concerns them, or one of the products below. Leave both empty for everything."
        data={(types.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        value={[...form.values.productTypeIds]}
        onChange={(ids) => form.setFieldValue('productTypeIds', ids)}
        error={fieldMessage(error, 'productTypeIds')}
      />
      <MultiSelect
        label="Products"
        data={[...offered].map(([value, label]) => ({ value, label }))}
        searchable
        onSearchChange={setTyped}
        value={[...form.values.productIds]}
        onChange={choose}
        error={fieldMessage(error, 'productIds')}
      />
    </>
  )
}
