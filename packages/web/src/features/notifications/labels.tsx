import {
  type Icon,
  IconAlertTriangle,
  IconBellOff,
  IconCircleCheck,
  IconClock,
  IconExclamationCircle,
  IconInfoCircle,
} from '@tabler/icons-react'
import type { Notification, Urgency } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
}

const urgencies: Readonly<Record<Urgency, Look>> = {
  critical: { word: 'Critical', tone: 'bad', icon: IconExclamationCircle },
  warning: { word: 'Warning', tone: 'warning', icon: IconAlertTriangle },
  information: { word: 'Information', tone: 'neutral', icon: IconInfoCircle },
}

const states: Readonly<Record<Notification['deliveries'][number]['state'], Look>> = {
  waiting: { word: 'Waiting', tone: 'neutral', icon: IconClock },
  delivered: { word: 'Delivered', tone: 'good', icon: IconCircleCheck },
  failed: { word: 'Failed', tone: 'bad', icon: IconAlertTriangle },
}

/** From most to least urgent, for a choice. */
export const urgencyOptions = [
  { value: 'information', label: 'Everything' },
  { value: 'warning', label: 'Warnings and critical ones' },
  { value: 'critical', label: 'Critical ones only' },
] as const satisfies readonly { readonly value: Urgency; readonly label: string }[]

export function UrgencyLabel({ urgency }: { readonly urgency: Urgency }) {
  return <Label look={urgencies[urgency]} />
}

/** What came of it, at a glance: the worst of its deliveries. */
export function DeliveryLabel({ notification }: { readonly notification: Pick<Notification, 'deliveries' | 'handedOutAt'> }) {
  const { deliveries, handedOutAt } = notification
  if (handedOutAt === null)
    return (
      <ToneLabel tone="neutral" icon={IconClock}>
        On its way
      </ToneLabel>
    )
  if (deliveries.length === 0)
    return (
      <ToneLabel tone="neutral" icon={IconBellOff}>
        Nobody asked
      </ToneLabel>
    )
  const worst = (['failed', 'waiting', 'delivered'] as const).find((state) => deliveries.some((each) => each.state === state))
  return <StateLabel state={worst ?? 'waiting'} />
}

export function StateLabel({ state }: { readonly state: Notification['deliveries'][number]['state'] }) {
  return <Label look={states[state]} />
}

function Label({ look: { word, tone, icon } }: { readonly look: Look }) {
  return (
    <ToneLabel tone={tone} icon={icon}>
      {word}
    </ToneLabel>
  )
}
