import { Button, Checkbox, Modal, Select, Stack } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { Connection, NotificationSubscription } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { CadenceField } from '../connections/cadence-field.tsx'
import integration from '../integrations/integrations.module.css'
import { EventChoice } from './event-choice.tsx'
import { urgencyOptions } from './labels.tsx'
import { PlaceChoice } from './place-choice.tsx'
import { eventsQuery, useSaveSubscription } from './queries.ts'
import { type SubscriptionDraft, severityOptions, subscriptionDraft, termsOf } from './subscription-draft.ts'

interface SubscriptionDialogProps {
  /** `null` creates one. */
  readonly subscription: NotificationSubscription | null
  readonly tellers: readonly Connection[]
  readonly onClose: () => void
}

/** What is told through a connection. */
export function SubscriptionDialog({ subscription, tellers, onClose }: SubscriptionDialogProps) {
  const events = useQuery(eventsQuery)
  const save = useSaveSubscription(subscription?.id ?? null)
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const form = useForm<SubscriptionDraft>({
    initialValues: subscriptionDraft(subscription, tellers[0]?.id ?? '', here),
    validate: {
      types: (value, { everyType, digest }) =>
        everyType || value.length > 0 || digest.kind !== 'never' ? null : 'Choose at least one event, or a digest.',
    },
  })

  function submit(draft: SubscriptionDraft): void {
    const known = (events.data ?? []).map(({ type }) => type)
    save.mutate({ connectionId: draft.connectionId, ...termsOf(draft, known) }, { onSuccess: onClose })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={subscription === null ? 'New subscription' : 'Change the subscription'}
      size={620}
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
          <EventChoice form={form} events={events.data ?? []} />
          <Thresholds form={form} />
          <PlaceChoice form={form} subscription={subscription} error={save.error} />
          <DigestChoice form={form} subscription={subscription} error={save.error} />
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

interface PartProps {
  readonly form: UseFormReturnType<SubscriptionDraft>
}

/** From which urgency and which severity on. */
function Thresholds({ form }: PartProps) {
  return (
    <>
      <Select
        label="How urgent"
        description="Of what operators are told of."
        data={urgencyOptions}
        allowDeselect={false}
        value={form.values.minimumUrgency}
        onChange={(value) => form.setFieldValue('minimumUrgency', chosen(urgencyOptions, value, 'information'))}
      />
      <Select
        label="How severe"
        description="Of vulnerabilities. Those of unknown severity are told whatever you choose."
        data={severityOptions}
        allowDeselect={false}
        value={form.values.minimumSeverity}
        onChange={(value) => form.setFieldValue('minimumSeverity', chosen(severityOptions, value, 'any'))}
      />
    </>
  )
}

interface DigestChoiceProps extends PartProps {
  readonly subscription: NotificationSubscription | null
  readonly error: unknown
}

function DigestChoice({ form, subscription, error }: DigestChoiceProps) {
  const { digest } = form.values
  return (
    <>
      <CadenceField
        label="Digest"
        description="One message that sums up what changed since the last one: new, fixed, overdue, what to do next."
        field="digest.cadence"
        draft={digest}
        onChange={(draft) => form.setFieldValue('digest', draft)}
        never="No digest"
        next={subscription?.digest?.nextAt ?? null}
        error={error}
        disabled={false}
      />
      {digest.kind !== 'never' && (
        <Checkbox label="Also say when nothing changed" {...form.getInputProps('digestWhenQuiet', { type: 'checkbox' })} />
      )}
    </>
  )
}

function chosen<T extends string>(options: readonly { readonly value: T }[], value: string | null, otherwise: T): T {
  return options.find((option) => option.value === value)?.value ?? otherwise
}
