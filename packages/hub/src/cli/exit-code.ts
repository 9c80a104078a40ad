/** How a command ends, for scripts. */
export const exitCodes = {
  ok: 0,
  /** The hub refused, or something is wrong. */
  problem: 1,
  /** The command line is wrong. */
  usage: 2,
  /** No hub answers at the address. */
  unreachable: 3,
  /** Not signed in, or the role is too low. */
  notAllowed: 4,
  /** The operation that was waited for did not complete. */
  notComplete: 5,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** What each code means, for the reference page. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'It worked.',
  1: 'The hub refused, or something is wrong; the message says what.',
  2: 'The command line is wrong.',
  3: 'No hub answers at the address.',
  4: 'Not signed in, or the role is too low.',
  5: 'The operation that was waited for did not complete: it ended partial, failed or cancelled.',
}

/** Ends the command with a message and a code. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: ExitCode
  /** The problem document, where the hub gave one. */
  readonly document: unknown

  constructor(code: ExitCode, message: string, document?: unknown) {
    super(message)
    this.code = code
    this.document = document
  }
}
