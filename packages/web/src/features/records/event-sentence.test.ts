import { expect, test } from 'vitest'
import { eventSentence } from './event-sentence.ts'

const shop = { product: 'Shop', repository: 'acme/shop', branch: null, method: 'manual' as const }
const legacy = { product: 'Legacy', repository: null, branch: null, method: 'rule' as const }
const change = {
  id: 'rev_1',
  kind: 'mapping' as const,
  at: '2026-11-28T09:30:00.000Z',
  by: null,
  undone: false,
  undoable: false,
}

test.each([
  [{ ...change, from: null, to: shop }, 'Mapped to acme/shop, mapped by hand.'],
  [{ ...change, from: shop, to: legacy }, 'Moved from acme/shop to Legacy, by a mapping rule.'],
  [{ ...change, from: shop, to: null }, 'Unmapped from acme/shop.'],
  [{ ...change, from: legacy, to: shop, undone: true }, 'Taken back: moved from Legacy to acme/shop.'],
])('it tells a change of the mapping', (event, expected) => {
  expect(eventSentence(event)).toBe(expected)
})
