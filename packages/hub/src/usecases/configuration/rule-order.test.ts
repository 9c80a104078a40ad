import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listChange } from './rule-order.ts'

const same = (one: string, other: string) => one === other
const sameLetter = (one: string, other: string) => one[0] === other[0]

/** Does what a change says to a list, and counts the moves it takes. */
function carriedOut(wanted: readonly string[], current: readonly string[]) {
  const { pairs, removed } = listChange(wanted, current, [same, sameLetter])
  const list = current.flatMap((text, place) => (removed.includes(place) ? [] : [{ text, place }]))
  let moves = 0
  for (const { wanted: to, current: from, moveTo } of pairs) {
    const item = list.find(({ place }) => from !== null && place === from) ?? { text: '', place: -1 - to }
    if (moveTo !== undefined) {
      if (from !== null) moves += 1
      if (list.includes(item)) list.splice(list.indexOf(item), 1)
      list.splice(moveTo, 0, item)
    }
    item.text = wanted[to] ?? ''
  }
  return { list: list.map(({ text }) => text), moves, removed, pairs }
}

const lists = fc.array(fc.stringMatching(/^[abc][123]$/), { maxLength: 8 })

describe('listChange', () => {
  it('leaves what is in the wanted order alone', () => {
    const { pairs, removed } = listChange(['a', 'b'], ['a', 'b'], [same])

    expect(pairs).toEqual([
      { wanted: 0, current: 0 },
      { wanted: 1, current: 1 },
    ])
    expect(removed).toEqual([])
  })

  it('moves only the one that left its place', () => {
    expect(carriedOut(['b1', 'c1', 'a1'], ['a1', 'b1', 'c1'])).toMatchObject({ list: ['b1', 'c1', 'a1'], moves: 1 })
    expect(carriedOut(['c1', 'a1', 'b1'], ['a1', 'b1', 'c1'])).toMatchObject({ list: ['c1', 'a1', 'b1'], moves: 1 })
  })

  it('takes what has most in common for the same, rather than removing and adding', () => {
    const { pairs, removed } = carriedOut(['a2', 'b1'], ['b1', 'a1'])

    expect(pairs.map(({ current }) => current)).toEqual([1, 0])
    expect(removed).toEqual([])
  })

  it('ends in the wanted order, whatever the two lists are', () => {
    fc.assert(
      fc.property(lists, lists, (wanted, current) => {
        expect(carriedOut(wanted, current).list).toEqual(wanted)
      }),
    )
  })

  it('changes nothing where the lists are equal', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const { pairs, removed } = carriedOut(list, list)
        expect(removed).toEqual([])
        expect(pairs.filter(({ wanted, current, moveTo }) => wanted !== current || moveTo !== undefined)).toEqual([])
      }),
    )
  })
})
