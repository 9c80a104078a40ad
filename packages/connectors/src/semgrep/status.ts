import type { VendorTriage } from '@patchbay/sdk'
import { looseEnum, type Note } from '@patchbay/sdk/shape'

export interface Standing {
  /** Whether the last scan still saw it. */
  readonly present: boolean
  readonly triage: VendorTriage | null
}

type State = 'open' | 'worked-on' | 'dismissed' | 'gone'

const findingState = looseEnum<State>(
  'status',
  {
    open: 'open',
    reviewing: 'worked-on',
    fixing: 'worked-on',
    ignored: 'dismissed',
    provisionally_ignored: 'dismissed',
    fixed: 'gone',
    removed: 'gone',
  },
  'open',
)

/** The status is what follows from scans and triage together; the reason for ignoring stands beside it. */
export function standingOf(
  {
    status,
    triage_state: state,
    triage_reason: reason,
  }: {
    readonly status: string
    readonly triage_state?: string | null | undefined
    readonly triage_reason?: string | null | undefined
  },
  note: Note,
): Standing {
  const told = reason && reason !== 'no_triage_reason' ? reason : null
  const reopened = state === 'reopened' ? state : null
  return standing(findingState(status, note), status, told, reopened)
}

const secretState = looseEnum<State>(
  'status',
  {
    FINDING_STATUS_OPEN: 'open',
    FINDING_STATUS_UNKNOWN: 'open',
    FINDING_STATUS_IGNORED: 'dismissed',
    FINDING_STATUS_PROVISIONALLY_IGNORED: 'dismissed',
    FINDING_STATUS_FIXED: 'gone',
    FINDING_STATUS_REMOVED: 'gone',
  },
  'open',
)

export function secretStandingOf({ status }: { readonly status: string }, note: Note): Standing {
  return standing(secretState(status, note), status.replace(/^FINDING_STATUS_/, ''), null, null)
}

function standing(state: State, word: string, reason: string | null, reopened: string | null): Standing {
  if (state === 'gone') return { present: false, triage: { state: 'fixed', reason: word } }
  if (state === 'dismissed') return { present: true, triage: { state: 'dismissed', reason: reason ?? word } }
  if (state === 'worked-on') return { present: true, triage: { state: 'open', reason: word } }
  return { present: true, triage: reopened === null ? null : { state: 'open', reason: reopened } }
}
