import { performance } from 'node:perf_hooks'
import { type Command, collect } from '../run-command.ts'

/** One thing to check, and the command whose exit code says whether it holds. */
export interface Step {
  readonly name: string
  readonly command: Command
}

/**
 * Runs steps, at most `parallel` at once, and prints a line for each as it ends. After the first failure nothing new
 * starts, what still runs is ended, and the failing tool's output is printed. Resolves to whether all steps held.
 */
export async function runSteps(steps: readonly Step[], parallel: number, print: (line: string) => void): Promise<boolean> {
  const stop = new AbortController()
  const waiting = [...steps]

  async function work(): Promise<void> {
    for (let step = waiting.shift(); step !== undefined && !stop.signal.aborted; step = waiting.shift()) {
      const start = performance.now()
      const { code, output } = await collect(step.command, stop.signal)
      if (stop.signal.aborted) return
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      print(`${code === 0 ? '✔' : '✘'} ${step.name.padEnd(24)} ${seconds.padStart(5)} s`)
      if (code === 0) continue
      print(output.trimEnd())
      stop.abort()
    }
  }

  await Promise.all(Array.from({ length: parallel }, work))
  return !stop.signal.aborted
}
