import { Fault } from '@patchbay/sdk'
import { isRecord, textAt } from '@patchbay/sdk/shape'
import { type AlertFamily, factsOf } from './alert-family.ts'

// "Dependabot alerts are disabled for this repository." "Code scanning is not enabled for this repository." "Advanced
// Security must be enabled for this repository to use code scanning." "… not available for archived repositories."
const offWords = /\bdisabled (?:for|on|in) this\b|\bis not enabled\b|\bmust be enabled\b|\bnot available for archived\b/i

/** GitHub answers 403 for a family that is switched off as well as for a missing permission; only its words tell which. */
export function isSwitchedOff(status: number, body: unknown): boolean {
  return status === 403 && isRecord(body) && offWords.test(textAt(body, 'message') ?? '')
}

export type Refusal =
  /** Switched off for the repository, in GitHub's own words. */
  | 'off'
  /** The credentials may not read it. */
  | 'forbidden'
  /** 404, which GitHub uses for both, and for a family in which nothing was ever analysed. */
  | 'hidden'

/** What kept a list of alerts from being read, of a repository that can be seen; `null` for what is no refusal. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Fault)) return null
  if (error.kind === 'permission') return 'forbidden'
  if (error.kind !== 'missing') return null
  return error.details.status === 403 ? 'off' : 'hidden'
}

/** The same in a sentence for people, with GitHub's words. */
export function reasonFor(refusal: Refusal, family: AlertFamily, words: string): string {
  const { name, permission } = factsOf[family]
  const Name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
  if (refusal === 'off') return `${Name} are not enabled for the repository. ${words}`
  if (refusal === 'forbidden') {
    return `The credentials may not read the ${name} of the repository; they need the permission “${permission}”. ${words}`
  }
  return (
    `GitHub shows no ${name} of the repository: they are not enabled, nothing was analysed yet, or the permission ` +
    `“${permission}” is missing. ${words}`
  )
}
