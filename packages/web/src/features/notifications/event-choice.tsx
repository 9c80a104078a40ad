import { Checkbox, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { NotificationEvent } from '../../api/types.ts'
import type { SubscriptionDraft } from './subscription-draft.ts'

interface EventChoiceProps {
  readonly form: UseFormReturnType<SubscriptionDraft>
  readonly events: readonly NotificationEvent[]
}

/** Which events are told: all operators are told of, or single ones. Changes of vulnerabilities have to be named. */
export function EventChoice({ form, events }: EventChoiceProps) {
  const single = events.filter(({ byName }) => byName)
  return (
    <>
      <Checkbox
        label="Every event for operators, also those that come with later versions"
        description="Changes of single vulnerabilities are not among them: choose events to be told of those."
        {...form.getInputProps('everyType', { type: 'checkbox' })}
      />
      {!form.values.everyType && (
        <Checkbox.Group label="Events" {...form.getInputProps('types')} value={[...form.values.types]}>
          <Stack gap={6} mt={6}>
            {events.filter(({ byName }) => !byName).map(option)}
          </Stack>
          <Stack gap={6} mt={16} role="group" aria-label="Changes of vulnerabilities, for machines">
            {single.map(option)}
          </Stack>
        </Checkbox.Group>
      )}
    </>
  )
}

function option({ type, label, description }: NotificationEvent) {
  return <Checkbox key={type} value={type} label={label} description={description} />
}
