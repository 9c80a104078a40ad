import { useCallback } from 'react'
import { showUndo } from '../../components/undo.tsx'
import { formatCount } from '../../format/number.ts'
import { type RecordChange, useChangeRecords } from './queries.ts'

const opposites: Readonly<Partial<Record<RecordChange['kind'], 'restore' | 'undo' | 'ignore'>>> = {
  ignore: 'restore',
  restore: 'ignore',
  map: 'undo',
  unmap: 'undo',
}

export type RunRecordChanges = (steps: readonly RecordChange[], sentence: string) => void

/** Changes records and offers to undo it for ten seconds. */
export function useRecordActions() {
  const { mutate, isPending, data } = useChangeRecords()

  const run: RunRecordChanges = useCallback(
    (steps, sentence) => {
      mutate(steps, {
        onSuccess: ({ done }) => {
          const back = done.flatMap(({ kind, id }) => {
            const opposite = opposites[kind]
            return opposite === undefined ? [] : [{ kind: opposite, id }]
          })
          if (done.length === 0) return
          const message = done.length === 1 ? sentence : `${formatCount(done.length, 'record')}: ${sentence.toLowerCase()}`
          showUndo({ message, onUndo: back.length === 0 ? null : () => mutate(back) })
        },
      })
    },
    [mutate],
  )

  return { run, pending: isPending, error: data?.failed[0]?.error ?? null }
}
