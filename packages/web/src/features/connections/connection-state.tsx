import { IconAlertTriangle, IconCircleCheck, IconCircleHalf2, IconPlayerPause } from '@tabler/icons-react'
import type { Connection } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

const states = {
  connected: { word: 'Connected', tone: 'good', icon: IconCircleCheck },
  attention: { word: 'Needs a hand', tone: 'bad', icon: IconAlertTriangle },
  degraded: { word: 'Works partly', tone: 'warning', icon: IconCircleHalf2 },
  paused: { word: 'Paused', tone: 'neutral', icon: IconPlayerPause },
} as const satisfies Record<Connection['state'], { word: string; tone: Tone; icon: unknown }>

interface ConnectionStateLabelProps {
  readonly state: Connection['state']
  readonly form?: 'plain' | 'soft'
}

export function ConnectionStateLabel({ state, form = 'plain' }: ConnectionStateLabelProps) {
  const { word, tone, icon } = states[state]

  return (
    <ToneLabel tone={tone} icon={icon} form={form}>
      {word}
    </ToneLabel>
  )
}
