import { describe, expect, it } from 'vitest'
import { createLanes, type Entry } from './lane.ts'
import { testClock } from './testing/local.ts'

function entry(more: Partial<Entry> = {}): Entry {
  return { maxWait: 60_000, budget: undefined, signal: new AbortController().signal, ...more }
}

describe('a lane', () => {
  it('lets in as many as it has places, then one for each that leaves, in order', async () => {
    const lane = createLanes(testClock()).of('host', 2)
    const entered: number[] = []
    const enter = async (number: number) => {
      const { leave } = await lane.enter(entry())
      entered.push(number)
      return leave
    }
    const [first, second, third, fourth] = [enter(1), enter(2), enter(3), enter(4)]

    const leaveFirst = await first
    await second
    expect(entered).toEqual([1, 2])
    leaveFirst()
    leaveFirst()
    await third

    expect(entered).toEqual([1, 2, 3])
    ;(await second)()
    await fourth
    expect(entered).toEqual([1, 2, 3, 4])
  })

  it('is shared by key and goes by the lowest limit asked for', async () => {
    const lanes = createLanes(testClock())
    const lane = lanes.of('host', 5)
    const { leave } = await lane.enter(entry())
    const controller = new AbortController()

    const waiting = lanes.of('host', 1).enter(entry({ signal: controller.signal }))
    controller.abort(new Error('still waiting'))

    await expect(waiting).rejects.toThrow('still waiting')
    leave()
    expect(lanes.of('other', 1)).not.toBe(lane)
  })

  it('gives the place back when the wait is too long', async () => {
    const clock = testClock()
    const lane = createLanes(clock).of('host', 1)
    lane.pause(clock.now() + 90_000)

    await expect(lane.enter(entry())).rejects.toMatchObject({ kind: 'throttled', details: { retryAfter: 90 } })
    const { waited } = await lane.enter(entry({ maxWait: 90_000 }))

    expect([waited, ...clock.slept]).toEqual([90_000, 90_000])
  })

  it('never shortens a pause', async () => {
    const clock = testClock()
    const lane = createLanes(clock).of('host', 1)
    lane.pause(clock.now() + 20_000)
    lane.pause(clock.now() + 10_000)

    await lane.enter(entry())

    expect(clock.slept).toEqual([20_000])
  })

  it('counts the budget over a sliding window', async () => {
    const clock = testClock()
    const lane = createLanes(clock).of('host', 9)
    const budget = { requests: 2, seconds: 10 }

    await lane.enter(entry({ budget }))
    clock.advance(6_000)
    await lane.enter(entry({ budget }))
    await lane.enter(entry({ budget }))
    await lane.enter(entry({ budget }))

    expect(clock.slept).toEqual([4_000, 6_000])
  })

  it('is dropped only when nothing would be forgotten', async () => {
    const clock = testClock()
    const lanes = createLanes(clock)
    const paused = lanes.of('paused', 1)
    paused.pause(clock.now() + 1000)
    const busy = lanes.of('busy', 1)
    const { leave } = await busy.enter(entry())
    const spent = lanes.of('spent', 1)
    ;(await spent.enter(entry({ budget: { requests: 1, seconds: 5 } }))).leave()

    lanes.of('new', 1)
    expect([lanes.of('paused', 1), lanes.of('busy', 1), lanes.of('spent', 1)]).toEqual([paused, busy, spent])

    leave()
    clock.advance(6000)
    lanes.of('newer', 1)
    expect([lanes.of('paused', 1) === paused, lanes.of('busy', 1) === busy, lanes.of('spent', 1) === spent]).toEqual([
      false,
      false,
      false,
    ])
  })
})
