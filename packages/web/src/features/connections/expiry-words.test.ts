import { expect, it } from 'vitest'
import { expiryWords } from './expiry-words.ts'

it.each([
  { days: 14, words: 'Expires in 14 days' },
  { days: 1, words: 'Expires in 1 day' },
  { days: 0, words: 'Expires today' },
  { days: -3, words: 'Expired' },
])('says “$words” with $days days left', ({ days, words }) => {
  expect(expiryWords(days)).toBe(words)
})
