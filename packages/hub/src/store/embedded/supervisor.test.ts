import { afterEach, describe, expect, it, vi } from 'vitest'
import { Supervisor } from './supervisor.ts'

const url = new URL('../../../test/store/fragile-thread.ts', import.meta.url)

/** Starts a supervised thread that can be broken, and says how often it was started. */
async function start() {
  const cells = new Int32Array(new SharedArrayBuffer(8))
  const log = { warn: vi.fn(), error: vi.fn() }
  const down = vi.fn()
  const supervisor = new Supervisor(url, { workerData: { memory: cells.buffer } }, log, down)
  await supervisor.start()
  running.push(supervisor)
  const startsAre = (count: number) => expect.poll(() => Atomics.load(cells, 0), { timeout: 10_000 }).toBe(count)
  return {
    down,
    startsAre,
    supervisor,
    async breakDown() {
      Atomics.store(cells, 1, 1)
      // The thread may not be waiting yet.
      await expect
        .poll(() => Atomics.notify(cells, 1) + (Atomics.load(cells, 1) === 0 ? 1 : 0), { timeout: 10_000 })
        .toBeGreaterThan(0)
    },
  }
}

const running: Supervisor[] = []
afterEach(async () => {
  for (const supervisor of running.splice(0)) await supervisor.stop()
})

describe('the supervisor', () => {
  it('starts the thread again when it ends unasked', async () => {
    const { breakDown, startsAre } = await start()

    await breakDown()

    await startsAre(2)
  })

  it('gives up, and says so, after the third breakdown in a minute has not helped', async () => {
    const { breakDown, startsAre, down } = await start()

    for (const starts of [2, 3, 4]) {
      await breakDown()
      await startsAre(starts)
    }
    await breakDown()

    await expect.poll(() => down.mock.calls).toEqual([['it broke down several times within a minute']])
    await startsAre(4)
  })

  it('does not start the thread again when it was stopped', async () => {
    const { supervisor, startsAre } = await start()

    await supervisor.stop()

    await startsAre(1)
  })

  it('rejects when the thread ends before it is ready', async () => {
    const supervisor = new Supervisor(new URL('./no-such-thread.ts', import.meta.url), {}, undefined)

    await expect(supervisor.start()).rejects.toThrow('no-such-thread')
  })
})
