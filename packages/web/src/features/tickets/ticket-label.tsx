import {
  type Icon,
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader2,
  IconProgress,
} from '@tabler/icons-react'
import type { Ticket } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
}

const states: Readonly<Record<NonNullable<Ticket['state']>, Look>> = {
  open: { word: 'Open', tone: 'neutral', icon: IconCircle },
  'in-progress': { word: 'In progress', tone: 'accent', icon: IconProgress },
  done: { word: 'Done', tone: 'good', icon: IconCircleCheck },
  'wont-do': { word: 'Will not be done', tone: 'neutral', icon: IconCircleX },
}

const standings: Readonly<Record<Exclude<Ticket['standing'], 'linked'>, Look>> = {
  opening: { word: 'Being opened', tone: 'neutral', icon: IconLoader2 },
  gone: { word: 'Deleted there', tone: 'warning', icon: IconCircleDashed },
  failed: { word: 'Could not be opened', tone: 'bad', icon: IconAlertTriangle },
}

/** How a ticket is, with the tracker's own word where that is another one. */
export function TicketLabel({ ticket: { standing, state, word: own } }: { readonly ticket: Ticket }) {
  const look = standing === 'linked' ? states[state ?? 'open'] : standings[standing]
  const isSame = own === null || own.toLowerCase() === look.word.toLowerCase()
  return (
    <ToneLabel tone={look.tone} icon={look.icon} form="soft" spins={standing === 'opening'}>
      {standing === 'linked' && !isSame ? `${look.word}: ${own}` : look.word}
    </ToneLabel>
  )
}
