import {
  type Icon,
  IconCircleCheck,
  IconCircleMinus,
  IconFilter,
  IconHandStop,
  IconLink,
  IconQuestionMark,
  IconRowRemove,
  IconTag,
} from '@tabler/icons-react'
import type { ExplanationAnswer } from '../../api/types.ts'
import type { Tone } from '../../components/tone.tsx'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
}

/** What each kind of answer is called, and how it looks. */
export const answerLooks: Readonly<Record<ExplanationAnswer['kind'], Look>> = {
  here: { word: 'It is here', tone: 'good', icon: IconCircleCheck },
  held: { word: 'Held for confirmation', tone: 'warning', icon: IconHandStop },
  closed: { word: 'Closed', tone: 'neutral', icon: IconCircleMinus },
  filtered: { word: 'Left out by the import rules', tone: 'accent', icon: IconFilter },
  'set-aside': { word: 'Set aside, could not be read', tone: 'warning', icon: IconRowRemove },
  record: { word: 'A record, not a finding', tone: 'neutral', icon: IconLink },
  identifier: { word: 'An advisory, not a finding', tone: 'neutral', icon: IconTag },
  absent: { word: 'Not in the scanner’s answer', tone: 'neutral', icon: IconQuestionMark },
}
