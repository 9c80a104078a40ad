import { type Icon, IconCircleCheck, IconCircleDashed, IconCircleDot, IconCircleMinus, IconProgress } from '@tabler/icons-react'
import type { Status } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

const looks: Readonly<Record<Status, { readonly tone: Tone; readonly icon: Icon }>> = {
  Open: { tone: 'accent', icon: IconCircleDot },
  'In Progress': { tone: 'warning', icon: IconProgress },
  'Pending Action': { tone: 'warning', icon: IconCircleDashed },
  Resolved: { tone: 'good', icon: IconCircleCheck },
  Dismissed: { tone: 'neutral', icon: IconCircleMinus },
}

interface StatusLabelProps {
  readonly status: Status
  readonly form?: 'plain' | 'soft'
}

export function StatusLabel({ status, form = 'plain' }: StatusLabelProps) {
  const { tone, icon } = looks[status]

  return (
    <ToneLabel tone={tone} icon={icon} form={form}>
      {status}
    </ToneLabel>
  )
}
