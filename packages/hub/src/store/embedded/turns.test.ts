import { describe, expect, it } from 'vitest'
import { Turns } from './turns.ts'

describe('turns', () => {
  it('are handed over in the order they were asked for', async () => {
    const turns = new Turns()
    const [first, second, third] = [{}, {}, {}]
    const order: string[] = []

    await turns.take(first)
    const waiting = [turns.take(second).then(() => order.push('second')), turns.take(third).then(() => order.push('third'))]
    turns.giveBack(first)
    await waiting[0]
    turns.giveBack(second)
    await waiting[1]

    expect(order).toEqual(['second', 'third'])
    expect(turns.holds(third)).toBe(true)
  })

  it('stay with the holder who asks again', async () => {
    const turns = new Turns()
    const [holder, other] = [{}, {}]

    await turns.take(holder)
    const waiting = turns.take(other)
    await turns.take(holder)

    expect(turns.holds(holder)).toBe(true)
    expect(turns.waiting).toBe(1)
    turns.giveBack(holder)
    await waiting
  })

  it('are not taken away by one who does not have them', async () => {
    const turns = new Turns()
    const holder = {}

    await turns.take(holder)
    turns.giveBack({})

    expect(turns.holds(holder)).toBe(true)
  })
})
