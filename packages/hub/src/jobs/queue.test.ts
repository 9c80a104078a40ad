import { expect, it } from 'vitest'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Database } from '../store/database.ts'
import { type Handlers, type JobName, jobNames } from './catalog.ts'
import { createQueue, type Queue } from './queue.ts'

/** So long that no test ends by a worker looking for work by itself. */
const pollSeconds = 3600

await describeOnDatabases('the queue', (open) => {
  it('does what waits one after the other, and what comes later when its time has come, without being asked', async () => {
    const queue = await queueOn(await open())
    const done: number[] = []
    const all = Promise.withResolvers<void>()
    await queue.work({
      ...handlers(),
      'run-operation': async ({ operationId }) => {
        done.push(operationId)
        if (done.length === 7) all.resolve()
      },
    })

    for (let operationId = 1; operationId <= 6; operationId += 1) await queue.send('run-operation', { operationId })
    await queue.send('run-operation', { operationId: 7 }, new Date(Date.now() + 700))
    await all.promise
    await queue.stop()

    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(done.at(-1)).toBe(7)
  })

  it('refuses to begin with a job that nobody does', async () => {
    const queue = await queueOn(await open())
    const { 'read-ticket': _, ...incomplete } = handlers()

    await expect(queue.work(incomplete as Handlers)).rejects.toThrow('Without handler: read-ticket. Without job: none.')
    await queue.stop()
  })
})

/** Complains of whatever it complains of. */
function queueOn({ pool, embedded }: Database): Promise<Queue> {
  const complain = (_fields: object, message: string) => expect.unreachable(message)
  const execute = (text: string, values?: unknown[]) => pool.query(text, values)
  return createQueue({ execute, embedded, pollSeconds, log: { error: complain, warn: complain } })
}

/** All that the catalogue asks for, doing nothing. */
function handlers(): Handlers {
  return Object.fromEntries(jobNames.map((name: JobName) => [name, async () => {}])) as unknown as Handlers
}
