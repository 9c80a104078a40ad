import { CommanderError } from 'commander'
import type { LocalCommands } from './commands/local.ts'
import type { CliContext } from './context.ts'
import { CliError, type ExitCode, exitCodes } from './exit-code.ts'
import { json } from './output.ts'
import { createProgram } from './program.ts'

/** Runs a command line (without `node` and the script) and answers its exit code. Errors are told, never thrown. */
export async function runCommandLine(
  words: readonly string[],
  context: CliContext,
  local: LocalCommands,
  version: string,
): Promise<ExitCode> {
  try {
    await createProgram(context, local, version).parseAsync([...words], { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    // Commander has said what is wrong already; its help and version end this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (isStopped(error, context.signal)) return exitCodes.problem
    return tell(error, words.includes('--json'), context)
  }
}

function tell(error: unknown, asJson: boolean, { terminal }: CliContext): ExitCode {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof CliError)) {
    terminal.say(`${message}\n`)
    return exitCodes.problem
  }
  if (asJson && error.document !== undefined) terminal.say(json(error.document))
  else terminal.say(`${message}\n`)
  return error.code
}

function isStopped(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && error instanceof Error && (error.name === 'AbortError' || error.name === 'ExitPromptError')
}
