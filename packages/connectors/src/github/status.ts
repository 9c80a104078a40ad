import type { VendorTriage } from '@patchbay/sdk'
import { looseEnum, type Note, textOrNull } from '@patchbay/sdk/shape'
import type { CodeAlert, DependabotAlert, SecretAlert } from './schema.ts'

export interface Standing {
  /** Whether GitHub still sees it. */
  readonly present: boolean
  /** `null` while nobody decided anything. */
  readonly triage: VendorTriage | null
}

type State = 'open' | 'dismissed' | 'gone'

const dependabotState = looseEnum<State>(
  'state',
  { open: 'open', dismissed: 'dismissed', auto_dismissed: 'dismissed', fixed: 'gone' },
  'open',
)

export function dependabotStanding({ state, dismissed_reason: reason }: DependabotAlert, note: Note): Standing {
  return standing(dependabotState(state, note), reason, state)
}

const codeState = looseEnum<State>('state', { open: 'open', dismissed: 'dismissed', fixed: 'gone' }, 'open')

export function codeStanding({ state, dismissed_reason: reason }: CodeAlert, note: Note): Standing {
  return standing(codeState(state, note), reason, state)
}

const secretState = looseEnum<'open' | 'resolved'>('state', { open: 'open', resolved: 'resolved' }, 'open')

/** A revoked secret, or one whose pattern is gone, is no problem any more; the other resolutions are decisions about one that is. */
const resolution = looseEnum<State>(
  'resolution',
  {
    false_positive: 'dismissed',
    wont_fix: 'dismissed',
    used_in_tests: 'dismissed',
    revoked: 'gone',
    pattern_edited: 'gone',
    pattern_deleted: 'gone',
  },
  'dismissed',
)

export function secretStanding({ state, resolution: word }: SecretAlert, note: Note): Standing {
  const isResolved = secretState(state, note) === 'resolved'
  return standing(isResolved ? resolution(word, note) : 'open', word, state)
}

function standing(state: State, reason: string | null | undefined, word: string | null | undefined): Standing {
  if (state === 'open') return { present: true, triage: null }
  const told = textOrNull(reason, 200) ?? textOrNull(word, 200)
  return state === 'gone'
    ? { present: false, triage: { state: 'fixed', reason: told } }
    : { present: true, triage: { state: 'dismissed', reason: told } }
}
