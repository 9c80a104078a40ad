import type { LogView, OperationLogReader } from '../../store/operations/log-reader.ts'
import type { OperationReader } from '../../store/operations/reader.ts'
import type { Browse, LogFilter } from './browse.ts'
import { knownOperation } from './known-operation.ts'
import type { OperationLogLine } from './resources/operation-log.ts'

interface Deps {
  readonly operations: Pick<OperationReader, 'find'>
  readonly log: Pick<OperationLogReader, 'list' | 'since'>
  /** Resolves after a moment, or at once when the signal aborts. */
  readonly pause: (signal: AbortSignal) => Promise<void>
}

/** What operations said of themselves. */
export function browseOperationLog({ operations, log, pause }: Deps): Pick<Browse['operations'], 'log' | 'followLog'> {
  async function* follow(id: string, filter: LogFilter, signal: AbortSignal): AsyncGenerator<OperationLogLine> {
    const operation = await knownOperation(operations, id)
    let told = 0
    while (!signal.aborted) {
      const { lines, over } = await log.since(operation.id, told, filter)
      for (const line of lines) yield toLine(line)
      told = lines.at(-1)?.seq ?? told
      if (over && lines.length === 0) return
      if (lines.length === 0) await pause(signal)
    }
  }

  return {
    async log(id, filter, page) {
      const operation = await knownOperation(operations, id)
      const { rows, nextCursor, count } = await log.list(operation.id, filter, page)
      return { items: rows.map(toLine), nextCursor, count }
    },
    followLog: follow,
  }
}

function toLine({ seq, at, level, message, fields }: LogView): OperationLogLine {
  return { seq, at: at.toISOString(), level, message, fields: { ...fields } }
}
