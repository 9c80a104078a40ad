import type { CliContext } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { connectTo, type HubAddress, must } from '../hub.ts'
import { type Operation, waitFor } from '../watch.ts'

/** Ends the command with `notComplete` unless every operation completed. What happened was shown as it happened. */
export function finish(operations: readonly Operation[]): void {
  const other = operations.find((operation) => operation.state !== 'complete')
  if (other === undefined) return
  const remedy = other.problem?.remedy ?? `See "patchbay operation show ${other.id}".`
  throw new CliError(exitCodes.notComplete, `${other.kind} of ${other.connectionLabel} ended ${other.state}. ${remedy}`)
}

/** Waits for the runs that begin by themselves after connecting, one after the other until none is left. */
export async function firstRuns(address: HubAddress, connection: string, context: CliContext): Promise<readonly Operation[]> {
  const client = connectTo(address)
  const ended = new Map<string, Operation>()
  for (;;) {
    const { items } = await must(
      client.GET('/api/v1/operations', { params: { query: { connection: [connection], limit: 200 } } }),
    )
    const next = items.toReversed().find(({ id }) => !ended.has(id))
    if (next === undefined || context.signal.aborted) return [...ended.values()]
    for (const operation of await waitFor(address, [next.id], context.terminal, context.signal))
      ended.set(operation.id, operation)
  }
}
