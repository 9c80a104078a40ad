/** What went wrong from the caller's point of view. The API and the CLI translate it; nothing here knows HTTP. */
export type ProblemKind = 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'unauthenticated' | 'upstream' | 'too-large'

export interface ProblemDetails {
  /** Stable, kebab-case, for scripts: `connection-label-taken`. */
  readonly code: string
  /** The setting or parameter to look at, e.g. `config.namespace`. */
  readonly field?: string
  /** What to do about it. */
  readonly remedy?: string
  /** More fields that are wrong, each with its message. */
  readonly fields?: readonly { readonly field: string; readonly message: string }[]
}

/** An error meant for the person who asked. The message quotes what they gave; secrets never appear in it. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly details: ProblemDetails

  constructor(kind: ProblemKind, message: string, details: ProblemDetails) {
    super(message)
    this.kind = kind
    this.details = details
  }
}

/** The problem of an id that leads nowhere. */
export function notFound(noun: string, id: string): Problem {
  return new Problem('not-found', `There is no ${noun} "${id}".`, { code: `${noun.replaceAll(' ', '-')}-not-found` })
}
