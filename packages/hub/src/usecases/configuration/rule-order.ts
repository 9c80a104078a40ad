/** A wanted rule and the rule of today that becomes it; null where it is new. */
export interface Pair {
  readonly wanted: number
  readonly current: number | null
}

/** How to make a list out of another one. Places are counted from 0. */
export interface ListChange {
  /** In the wanted order. `moveTo` is missing for those that are in place once the ones before them are. */
  readonly pairs: readonly (Pair & { readonly moveTo?: number })[]
  /** Those of today that nothing becomes. */
  readonly removed: readonly number[]
}

/**
 * Pairs wanted with current items, those that have most in common first: `alike` lists questions from the strictest to the
 * loosest. Then removes, adds and moves as few as it takes. Removing `removed` first and taking the pairs one by one, each
 * to its `moveTo` in the list as it then is, leaves the wanted order.
 */
export function listChange<Item>(
  wanted: readonly Item[],
  current: readonly Item[],
  alike: readonly ((one: Item, other: Item) => boolean)[],
): ListChange {
  const partner = pairUp(wanted, current, alike)
  const taken = new Set(partner.values())
  const removed = current.flatMap((_, place) => (taken.has(place) ? [] : [place]))
  const kept = wanted.flatMap((_, place) => partner.get(place) ?? [])
  const standing = new Set(longestRise(kept))
  const list = current.flatMap((_, place): (number | string)[] => (taken.has(place) ? [place] : []))
  let before: number | string | undefined
  const pairs = wanted.map((_, place) => {
    const own = partner.get(place) ?? null
    const key = own ?? `new ${place}`
    if (own !== null && standing.has(own)) {
      before = key
      return { wanted: place, current: own }
    }
    if (own !== null) list.splice(list.indexOf(own), 1)
    const moveTo = before === undefined ? 0 : list.indexOf(before) + 1
    list.splice(moveTo, 0, key)
    before = key
    return { wanted: place, current: own, moveTo }
  })
  return { pairs, removed }
}

function pairUp<Item>(
  wanted: readonly Item[],
  current: readonly Item[],
  alike: readonly ((one: Item, other: Item) => boolean)[],
): ReadonlyMap<number, number> {
  const partner = new Map<number, number>()
  const taken = new Set<number>()
  for (const fits of alike) {
    for (const [place, item] of wanted.entries()) {
      if (partner.has(place)) continue
      const found = current.findIndex((other, index) => !taken.has(index) && fits(item, other))
      if (found === -1) continue
      partner.set(place, found)
      taken.add(found)
    }
  }
  return partner
}

/** The longest part of a list, not necessarily in one piece, that is in ascending order. */
function longestRise(list: readonly number[]): readonly number[] {
  const rises: (readonly number[])[] = []
  for (const value of list) {
    const before = rises.filter((rise) => (rise.at(-1) ?? value) < value)
    const longest = before.reduce<readonly number[]>((best, rise) => (rise.length > best.length ? rise : best), [])
    rises.push([...longest, value])
  }
  return rises.reduce<readonly number[]>((best, rise) => (rise.length > best.length ? rise : best), [])
}
