import { describe, expect, it } from 'vitest'
import type { OperationView } from '../../store/operations/reader.ts'
import { createNameActors } from './actors.ts'
import { browseOperations } from './operations.ts'

/** One look at the table: its rows from the oldest to the newest. */
type Look = readonly OperationView[]

function operation(id: number, state: OperationView['state'], seen = 0): OperationView {
  const over = state !== 'queued' && state !== 'running'
  return {
    id,
    kind: 'sync',
    state,
    trigger: 'user',
    connectionId: 1,
    connectionLabel: 'Scanner',
    connector: 'scanner',
    records: null,
    requestedBy: null,
    requestedAt: new Date(0),
    startedAt: null,
    endedAt: over ? new Date(0) : null,
    cancelRequested: false,
    held: false,
    progress: {},
    counts: { seen },
    coverage: null,
    problem: null,
    emptiedAt: null,
  }
}

/** Watches while the table looks like this, look by look, and tells what was told. */
async function told(...looks: readonly Look[]): Promise<readonly string[]> {
  const stop = new AbortController()
  let at = 0
  const rows = () => looks[at] ?? []
  const browse = browseOperations({
    reader: {
      newest: async () => Math.max(0, ...rows().map(({ id }) => id)),
      since: async (id) => rows().filter((row) => row.id > id),
      going: async (also) => rows().filter((row) => row.endedAt === null || also.includes(row.id)),
      find: async () => undefined,
      list: () => Promise.reject(new Error('not asked for')),
      notes: () => Promise.reject(new Error('not asked for')),
    },
    filtered: { ofOperation: () => Promise.reject(new Error('not asked for')) },
    nameActors: createNameActors({ find: () => Promise.reject(new Error('not asked for')) }),
    pause: async () => {
      at += 1
      if (at === looks.length) stop.abort()
    },
  })
  const lines: string[] = []
  for await (const { id, state, counts } of browse.watch(stop.signal)) lines.push(`${id} ${state} ${counts.seen}`)
  return lines
}

describe('watching operations', () => {
  it('begins with those that wait or run, and leaves out what is over', async () => {
    const lines = await told([operation(1, 'complete'), operation(2, 'running'), operation(3, 'queued')])

    expect(lines).toEqual(['op_2 running 0', 'op_3 queued 0'])
  })

  it('tells each change once, the end included', async () => {
    const lines = await told(
      [operation(1, 'queued')],
      [operation(1, 'running', 5)],
      [operation(1, 'running', 5)],
      [operation(1, 'running', 9)],
      [operation(1, 'complete', 9)],
      [operation(1, 'complete', 9)],
    )

    expect(lines).toEqual(['op_1 queued 0', 'op_1 running 5', 'op_1 running 9', 'op_1 complete 9'])
  })

  it('tells of one that began and ended between two looks', async () => {
    const lines = await told(
      [operation(1, 'complete')],
      [operation(1, 'complete'), operation(2, 'failed', 3)],
      [operation(2, 'failed', 3)],
    )

    expect(lines).toEqual(['op_2 failed 3'])
  })
})
