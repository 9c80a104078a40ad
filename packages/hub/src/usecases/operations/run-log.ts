import { cut, logFields } from '../../domain/log-fields.ts'
import { storable } from '../../domain/storable.ts'
import type { LogLevel, LogLine } from '../../store/operations/log-writer.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a run says of itself, in sentences for people. */
export interface RunLog {
  info(message: string, fields?: Fields): void
  warning(message: string, fields?: Fields): void
  error(message: string, fields?: Fields): void
}

/** The log of a run while it is kept: lines are gathered and written by the batch, beside the run. */
export interface OpenRunLog extends RunLog {
  /** Masks secrets in every line from now on. */
  maskWith(mask: (text: string) => string): void
  /** Ends the gathering with one more line that is always kept. Returns what is not written yet, for the transaction that ends the run. */
  close(last: { readonly level: LogLevel; readonly message: string }): Promise<readonly LogLine[]>
}

interface Options {
  readonly now: () => Date
  /** Lines written before the run was interrupted. */
  readonly kept: Readonly<Record<LogLevel, number>>
  /** Writes a batch; a failure costs the lines, never the run. */
  readonly write: (lines: readonly LogLine[]) => Promise<void>
}

/** An operation keeps lines of a level until it has that many in all: room is left for what is worse. */
const most: Readonly<Record<LogLevel, number>> = { info: 1500, warning: 2000, error: 4000 }
/** Milliseconds. */
const writeEvery = 1000
const longestMessage = 1000

export function createRunLog({ now, kept, write }: Options): OpenRunLog {
  let mask = (text: string) => text
  let lines: LogLine[] = []
  let count = kept.info + kept.warning + kept.error
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  function line(level: LogLevel, message: string, fields: Fields = {}): LogLine {
    return { at: now(), level, message: cut(storable(mask(message)), longestMessage), fields: logFields(fields) }
  }

  function add(level: LogLevel, message: string, fields?: Fields): void {
    if (count >= most[level]) {
      dropped += 1
      return
    }
    count += 1
    lines.push(line(level, message, fields))
    timer ??= setTimeout(() => {
      timer = undefined
      const batch = lines
      lines = []
      writing = writing.then(() => write(batch))
    }, writeEvery)
  }

  return {
    info: (message, fields) => add('info', message, fields),
    warning: (message, fields) => add('warning', message, fields),
    error: (message, fields) => add('error', message, fields),
    maskWith: (masking) => {
      mask = masking
    },
    async close(last) {
      clearTimeout(timer)
      await writing
      const left = dropped === 0 ? [] : [line('warning', leftOut(dropped))]
      return [...lines, ...left, line(last.level, last.message)]
    },
  }
}

function leftOut(dropped: number): string {
  const lines = dropped === 1 ? '1 more line was' : `${dropped.toLocaleString('en')} more lines were`
  return `${lines} left out: an operation keeps ${most.warning.toLocaleString('en')}, and errors beyond that.`
}
