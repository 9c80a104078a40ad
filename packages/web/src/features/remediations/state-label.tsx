import {
  type Icon,
  IconBulb,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDot,
  IconCircleMinus,
  IconEye,
  IconProgress,
  IconRotate,
} from '@tabler/icons-react'
import type { RemediationState } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'
import { stateNames } from './words.ts'

const looks: Readonly<Record<RemediationState, { readonly tone: Tone; readonly icon: Icon }>> = {
  proposed: { tone: 'neutral', icon: IconBulb },
  open: { tone: 'accent', icon: IconCircleDot },
  'in-progress': { tone: 'warning', icon: IconProgress },
  'in-review': { tone: 'warning', icon: IconEye },
  'awaiting-verification': { tone: 'warning', icon: IconCircleDashed },
  resolved: { tone: 'good', icon: IconCircleCheck },
  dismissed: { tone: 'neutral', icon: IconCircleMinus },
  reopened: { tone: 'bad', icon: IconRotate },
}

interface StateLabelProps {
  readonly state: RemediationState
  readonly form?: 'plain' | 'soft'
}

export function StateLabel({ state, form = 'plain' }: StateLabelProps) {
  const { tone, icon } = looks[state]

  return (
    <ToneLabel tone={tone} icon={icon} form={form}>
      {stateNames[state]}
    </ToneLabel>
  )
}
