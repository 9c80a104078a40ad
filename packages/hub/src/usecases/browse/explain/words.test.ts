import { expect, it } from 'vitest'
import { heldBackWords } from './words.ts'

it('says in words what a vendor was asked to hold back', () => {
  expect(heldBackWords({ 'kind-not-selected': 1500, 'no-cve': 1 })).toBe(
    'The vendor was asked to hold back 1,500 findings of a kind that is not selected, 1 without a CVE; of these no ids are known.',
  )
  expect(heldBackWords({ 'below-minimum-severity': 1 })).toBe(
    'The vendor was asked to hold back 1 finding below the minimum severity; of these no ids are known.',
  )
})

it('says nothing where nothing was held back', () => {
  expect(heldBackWords({})).toBe('')
})
