import { describe, expect, it } from 'vitest'
import { recordsWord } from './records-word.ts'

describe('the records of a sync', () => {
  const named = [
    { id: 'rec_1', name: 'web-shop' },
    { id: 'rec_2', name: 'api' },
  ]

  it.each([
    [{ count: 2, named }, 'web-shop, api'],
    [{ count: 1205, named }, 'web-shop, api and 1,203 more'],
    [{ count: 3, named: [] }, '3 no longer here'],
  ])('are named as far as they are known: %j', (records, words) => {
    expect(recordsWord(records)).toBe(words)
  })
})
