import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconHandStop,
  IconLoader2,
  IconPlayerSkipForward,
} from '@tabler/icons-react'
import type { Upload } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'
import { sentenceCase } from '../../format/words.ts'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
}

const stages: Readonly<Record<Exclude<Upload['stage'], 'ended'>, Look>> = {
  writing: { word: 'Writing', tone: 'accent', icon: IconLoader2 },
  held: { word: 'Preview', tone: 'neutral', icon: IconHandStop },
  sending: { word: 'Sending', tone: 'accent', icon: IconLoader2 },
  waiting: { word: 'Waiting', tone: 'accent', icon: IconClock },
}

const states: Readonly<Record<NonNullable<Upload['state']>, Look>> = {
  pending: { word: 'Pending', tone: 'accent', icon: IconClock },
  'in-progress': { word: 'In progress', tone: 'accent', icon: IconLoader2 },
  success: { word: 'Success', tone: 'good', icon: IconCircleCheck },
  skipped: { word: 'Skipped', tone: 'warning', icon: IconPlayerSkipForward },
  failure: { word: 'Failure', tone: 'bad', icon: IconAlertTriangle },
  'timed-out': { word: 'Timed out', tone: 'bad', icon: IconClock },
  'not-sent': { word: 'Not sent', tone: 'warning', icon: IconBan },
  unchanged: { word: 'Nothing new', tone: 'neutral', icon: IconCircleCheck },
}

export function UploadStateLabel({ upload }: { readonly upload: Pick<Upload, 'stage' | 'state' | 'word'> }) {
  const look = lookOf(upload)
  const word =
    upload.word === null || upload.stage !== 'ended' ? look.word : sentenceCase(upload.word.toLowerCase().replaceAll('_', ' '))

  return (
    <ToneLabel tone={look.tone} icon={look.icon} spins={look.icon === IconLoader2}>
      {word}
    </ToneLabel>
  )
}

function lookOf({ stage, state }: Pick<Upload, 'stage' | 'state'>): Look {
  if (stage === 'ended' || stage === 'waiting') return state === null ? stages.waiting : states[state]
  return stages[stage]
}
