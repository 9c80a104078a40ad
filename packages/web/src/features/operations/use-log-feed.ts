import { useEffect, useState } from 'react'
import type { OperationLogLine } from '../../api/types.ts'

/** Lines that come in a burst are shown together. Milliseconds. */
const showEvery = 150

/** Follows the log of an operation from its first line on, while it is wanted. What was heard stays afterwards. */
export function useLogFeed(operationId: string, wanted: boolean): readonly OperationLogLine[] {
  const [lines, setLines] = useState<readonly OperationLogLine[]>([])

  useEffect(() => {
    if (!wanted) return
    let heard: OperationLogLine[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      timer = undefined
      const fresh = heard
      heard = []
      setLines((known) => withNew(known, fresh))
    }
    // After an interruption the browser connects again, and the hub tells everything again.
    const source = new EventSource(`/api/v1/operations/${encodeURIComponent(operationId)}/log/stream`)
    source.addEventListener('line', (event) => {
      heard.push(JSON.parse(event.data))
      timer ??= setTimeout(show, showEvery)
    })
    return () => {
      source.close()
      clearTimeout(timer)
      show()
    }
  }, [operationId, wanted])

  return lines
}

/** The lines with those added that come after them. */
export function withNew(known: readonly OperationLogLine[], heard: readonly OperationLogLine[]): readonly OperationLogLine[] {
  const last = known.at(-1)?.seq ?? 0
  const fresh = heard.filter((line) => line.seq > last)
  return fresh.length === 0 ? known : [...known, ...fresh]
}
