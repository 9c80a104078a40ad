import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconEyeOff,
  IconGhost,
  IconUnlink,
} from '@tabler/icons-react'
import type { RecordState } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
  /** What it means, for the tab's hint. */
  readonly meaning: string
}

export const recordStates = ['NEW', 'GOOD', 'MISSING', 'STALE', 'IGNORED', 'ERROR'] as const satisfies readonly RecordState[]

export const recordLooks: Readonly<Record<RecordState, Look>> = {
  NEW: { word: 'New', tone: 'accent', icon: IconCircleDashed, meaning: 'Seen, but not mapped yet. Not synced.' },
  GOOD: { word: 'Good', tone: 'good', icon: IconCircleCheck, meaning: 'Mapped, and both sides exist. Synced.' },
  MISSING: {
    word: 'Missing',
    tone: 'warning',
    icon: IconGhost,
    meaning: 'The vendor no longer lists it. Its findings stay as they are.',
  },
  STALE: { word: 'Stale', tone: 'warning', icon: IconUnlink, meaning: 'What it was mapped to is gone. Map it again.' },
  IGNORED: { word: 'Ignored', tone: 'neutral', icon: IconEyeOff, meaning: 'Somebody said so. Not synced.' },
  ERROR: { word: 'Error', tone: 'bad', icon: IconAlertTriangle, meaning: 'Something none of the others explains.' },
}

interface RecordStateLabelProps {
  readonly state: RecordState
  readonly form?: 'plain' | 'soft'
}

export function RecordStateLabel({ state, form = 'plain' }: RecordStateLabelProps) {
  const { word, tone, icon } = recordLooks[state]

  return (
    <ToneLabel tone={tone} icon={icon} form={form}>
      {word}
    </ToneLabel>
  )
}
