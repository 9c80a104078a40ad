import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleHalf2,
  IconClock,
  IconHandStop,
  IconLoader2,
} from '@tabler/icons-react'
import type { Operation } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
}

const looks: Readonly<Record<Operation['state'], Look>> = {
  queued: { word: 'Waiting', tone: 'neutral', icon: IconClock },
  running: { word: 'Running', tone: 'accent', icon: IconLoader2 },
  complete: { word: 'Complete', tone: 'good', icon: IconCircleCheck },
  partial: { word: 'Partial', tone: 'warning', icon: IconCircleHalf2 },
  failed: { word: 'Failed', tone: 'bad', icon: IconAlertTriangle },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: IconBan },
}

const held: Look = { word: 'To confirm', tone: 'warning', icon: IconHandStop }

interface OperationStateLabelProps {
  readonly operation: Operation
  readonly form?: 'plain' | 'soft'
}

export function OperationStateLabel({ operation, form = 'plain' }: OperationStateLabelProps) {
  const look = operation.awaitsConfirmation ? held : looks[operation.state]

  return (
    <ToneLabel tone={look.tone} icon={look.icon} form={form} spins={operation.state === 'running'}>
      {look.word}
    </ToneLabel>
  )
}
