import {
  type Icon,
  IconAlertTriangle,
  IconCircleDashed,
  IconGitMerge,
  IconGitPullRequest,
  IconGitPullRequestClosed,
  IconLoader2,
} from '@tabler/icons-react'
import type { ChangeRequest } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'

interface Look {
  readonly word: string
  readonly tone: Tone
  readonly icon: Icon
}

const states: Readonly<Record<NonNullable<ChangeRequest['state']>, Look>> = {
  open: { word: 'Open', tone: 'accent', icon: IconGitPullRequest },
  merged: { word: 'Merged', tone: 'good', icon: IconGitMerge },
  closed: { word: 'Closed without a merge', tone: 'neutral', icon: IconGitPullRequestClosed },
}

const standings: Readonly<Record<Exclude<ChangeRequest['standing'], 'opened'>, Look>> = {
  opening: { word: 'Being opened', tone: 'neutral', icon: IconLoader2 },
  failed: { word: 'Could not be opened', tone: 'bad', icon: IconAlertTriangle },
  gone: { word: 'Not there any more', tone: 'warning', icon: IconCircleDashed },
}

const obstacles: Readonly<Record<NonNullable<ChangeRequest['obstacle']>, string>> = {
  conflict: 'Conflicts',
  checks: 'Checks have not passed',
}

/** How a change request is, and what is in its way. */
export function ChangeRequestLabel({ request: { standing, state, obstacle } }: { readonly request: ChangeRequest }) {
  const { word, tone, icon } = standing === 'opened' ? states[state ?? 'open'] : standings[standing]
  return (
    <>
      <ToneLabel tone={tone} icon={icon} form="soft" spins={standing === 'opening'}>
        {word}
      </ToneLabel>
      {obstacle !== null && (
        <ToneLabel tone="warning" icon={IconAlertTriangle}>
          {obstacles[obstacle]}
        </ToneLabel>
      )}
    </>
  )
}
