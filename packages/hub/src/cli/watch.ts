import { setTimeout as sleep } from 'node:timers/promises'
import type { Resource } from '@patchbay/client'
import { eventsOf } from './events.ts'
import { connectTo, type HubAddress, must } from './hub.ts'
import { inert, type Terminal } from './terminal.ts'

export type Operation = Resource<'Operation'>

/** Operations as they change, until the signal aborts or the hub closes the stream. */
export async function* followOperations(address: HubAddress, signal: AbortSignal): AsyncGenerator<Operation> {
  const stream = await must(connectTo(address).GET('/api/v1/operations/stream', { parseAs: 'stream', signal }))
  if (stream === null) return
  yield* eventsOf(stream, signal)
}

/** Whether it has ended, whatever the outcome. */
export function isOver(operation: Operation): boolean {
  return operation.state !== 'queued' && operation.state !== 'running'
}

const lookEvery = 500

/** Follows some operations to their end, showing how far they are. Answers them as they ended, in the order asked for. */
export async function waitFor(
  address: HubAddress,
  ids: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly Operation[]> {
  const client = connectTo(address)
  const ended = new Map<string, Operation>()
  const progress = createProgress(terminal)
  for (;;) {
    for (const id of ids.filter((id) => !ended.has(id))) {
      const operation = await must(client.GET('/api/v1/operations/{id}', { params: { path: { id } } }))
      progress.show(operation)
      if (isOver(operation)) ended.set(id, operation)
    }
    if (ended.size === ids.length || signal.aborted) break
    await sleep(lookEvery, undefined, { signal }).catch(() => undefined)
  }
  progress.end()
  return ids.flatMap((id) => ended.get(id) ?? [])
}

interface Progress {
  show(operation: Operation): void
  end(): void
}

/** A bar that is drawn over on a terminal; a line for each change of state anywhere else. */
export function createProgress(terminal: Terminal): Progress {
  const states = new Map<string, string>()
  let drawn = false
  return {
    show(operation) {
      const changed = states.get(operation.id) !== operation.state
      states.set(operation.id, operation.state)
      if (terminal.interactive && operation.state === 'running') {
        terminal.say(`\r\u001b[2K${bar(operation)}`)
        drawn = true
        return
      }
      if (!changed) return
      terminal.say(`${drawn ? '\r\u001b[2K' : ''}${line(operation)}\n`)
      drawn = false
    },
    end() {
      if (drawn) terminal.say('\r\u001b[2K')
    },
  }
}

/** What became of it, in a line. */
export function line({ id, kind, state, connectionLabel, counts, problem }: Operation): string {
  const filtered = Object.values(counts.filtered).reduce((sum, n) => sum + n, 0)
  const parts = [
    `${counts.seen} seen`,
    `${counts.new} new`,
    `${counts.changed} changed`,
    `${counts.closed} closed`,
    ...(filtered > 0 ? [`${filtered} filtered`] : []),
    ...(counts.setAside > 0 ? [`${counts.setAside} set aside`] : []),
  ]
  const detail = state === 'queued' ? '' : `: ${parts.join(', ')}`
  return inert(`${connectionLabel}: ${kind} ${state} (${id})${detail}${problem === null ? '' : `. ${problem.message}`}`)
}

const barWidth = 24

function bar({ kind, connectionLabel, progress, counts }: Operation): string {
  const { done, total } = progress
  const share = done !== null && total !== null && total > 0 ? Math.min(1, done / total) : 0
  const filled = Math.round(share * barWidth)
  const drawn = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`
  return inert(`${drawn} ${connectionLabel}: ${kind} ${done ?? 0}/${total ?? '?'}, ${counts.seen} seen`)
}
