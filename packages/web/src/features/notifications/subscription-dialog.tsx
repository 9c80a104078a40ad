import { Button, Checkbox, Modal, MultiSelect, Select, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { fieldMessage } from '../../api/problem.ts'
import type { Connection, EventType, NotificationSubscription, Urgency } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { productTypesQuery } from '../products/queries.ts'
import { urgencyOptions } from './labels.tsx'
import { eventsQuery, useSaveSubscription } from './queries.ts'

interface SubscriptionDialogProps {
  /** `null` creates one. */
  readonly subscription: NotificationSubscription | null
  readonly tellers: readonly Connection[]
  readonly onClose: () => void
}

/** What is told through a connection. */
export function SubscriptionDialog({ subscription, tellers, onClose }: SubscriptionDialogProps) {
  const events = useQuery(eventsQuery)
  const types = useQuery(productTypesQuery)
  const save = useSaveSubscription(subscription?.id ?? null)
  const form = useForm({
    initialValues: {
      connectionId: subscription?.connection.id ?? tellers[0]?.id ?? '',
      everyType: subscription?.types == null,
      types: subscription?.types ?? [],
      minimumUrgency: subscription?.minimumUrgency ?? 'information',
      productTypeIds: subscription?.productTypes?.map(({ id }) => id) ?? [],
    },
    validate: { types: (value, { everyType }) => (everyType || value.length > 0 ? null : 'Choose at least one event.') },
  })

  function submit({ connectionId, everyType, types: chosen, minimumUrgency, productTypeIds }: typeof form.values): void {
    const known = (events.data ?? []).map(({ type }) => type)
    save.mutate(
      {
        connectionId,
        types: everyType ? null : known.filter((type: EventType) => chosen.includes(type)),
        minimumUrgency,
        productTypeIds: productTypeIds.length === 0 ? null : productTypeIds,
      },
      { onSuccess: onClose },
    )
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={subscription === null ? 'New subscription' : 'Change the subscription'}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="md">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <Select
            label="Told through"
            data={tellers.map(({ id, label }) => ({ value: id, label }))}
            allowDeselect={false}
            disabled={subscription !== null}
            {...form.getInputProps('connectionId')}
          />
          <Checkbox
            label="Every event, also those that come with later versions"
            {...form.getInputProps('everyType', { type: 'checkbox' })}
          />
          {!form.values.everyType && (
            <Checkbox.Group label="Events" {...form.getInputProps('types')}>
              <Stack gap={6} mt={6}>
                {events.data?.map(({ type, label, description }) => (
                  <Checkbox key={type} value={type} label={label} description={description} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <Select
            label="How urgent"
            data={urgencyOptions}
            allowDeselect={false}
            {...form.getInputProps('minimumUrgency')}
            onChange={(value) => form.setFieldValue('minimumUrgency', asUrgency(value))}
          />
          <MultiSelect
            label="Product types"
            description="Only what concerns them. Leave empty for everything."
            placeholder={form.values.productTypeIds.length === 0 ? 'All product types' : undefined}
            data={(types.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            {...form.getInputProps('productTypeIds')}
            error={fieldMessage(save.error, 'productTypeIds')}
          />
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

function asUrgency(value: string | null): Urgency {
  return urgencyOptions.find((option) => option.value === value)?.value ?? 'information'
}
