import { z } from 'zod'

const Question = z.object({ id: z.number(), name: z.string(), input: z.unknown() })

/** Work a child process does when its parent asks for it, by name. */
export type Answers = Readonly<Record<string, (input: unknown) => unknown>>

/** Answers the parent's questions until it hangs up or asks to stop; used in child processes. */
export function answer(answers: Answers, stop: () => Promise<void>): void {
  process.on('message', (message) => void reply(answers, message))
  process.once('disconnect', () => void stop().finally(() => process.exit(0)))
  // The terminal sends it to the whole group; the parent decides when it is over.
  process.on('SIGINT', () => undefined)
}

async function reply(answers: Answers, message: unknown): Promise<void> {
  const { id, name, input } = Question.parse(message)
  try {
    const work = answers[name]
    if (work === undefined) throw new Error(`There is nothing called "${name}" to ask for.`)
    const value = (await work(input)) ?? null
    // The parent may have hung up meanwhile.
    if (process.connected) process.send?.({ id, value })
  } catch (error) {
    if (process.connected)
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
