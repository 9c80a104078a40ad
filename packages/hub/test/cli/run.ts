import type { Diagnosis, LocalCommands } from '../../src/cli/commands/local.ts'
import { runCommandLine } from '../../src/cli/run.ts'

export interface Session {
  readonly environment?: Record<string, string>
  readonly input?: string
  /** What a person at a terminal answers, in turn. */
  readonly answers?: readonly string[]
  readonly signal?: AbortSignal
  readonly diagnoses?: readonly Diagnosis[]
  readonly width?: number
}

/** Runs a command line and gives back all it said. */
export async function run(words: readonly string[], session: Session = {}) {
  const printed: string[] = []
  const said: string[] = []
  const asked: string[] = []
  const answers = [...(session.answers ?? [])]
  const local: LocalCommands = {
    serve: async (options) => void printed.push(JSON.stringify({ ...options, roles: [...options.roles] })),
    demo: async (options) => void printed.push(JSON.stringify(options)),
    doctor: async () => session.diagnoses ?? [],
  }
  const context = {
    environment: session.environment ?? {},
    signal: session.signal ?? new AbortController().signal,
    terminal: {
      out: (text: string) => void printed.push(text),
      say: (text: string) => void said.push(text),
      interactive: session.answers !== undefined,
      width: session.width,
      readAll: async () => session.input ?? '',
      ask: async ({ message }: { readonly message: string }) => {
        asked.push(message)
        return answers.shift() ?? ''
      },
    },
  }
  const code = await runCommandLine(words, context, local, '1.2.3')
  return { code, out: printed.join(''), said: said.join(''), asked }
}
