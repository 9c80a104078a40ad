/** Where a command reads and writes; a test brings its own. */
export interface Terminal {
  /** Results. */
  out(text: string): void
  /** Everything that is said beside the results. */
  say(text: string): void
  /** Whether a person watches `say`. */
  readonly interactive: boolean
  /** Characters in a line of results; `undefined` when they do not go to a screen. */
  readonly width: number | undefined
  /** Everything on standard input. */
  readAll(): Promise<string>
  /** Asks for a text. Only where `interactive`. */
  ask(question: { readonly message: string; readonly secret: boolean; readonly optional: boolean }): Promise<string>
}

/** Text that comes from elsewhere must not move the cursor or change colours. */
export function inert(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out.
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
}
