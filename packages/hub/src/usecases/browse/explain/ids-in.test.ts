import { describe, expect, it } from 'vitest'
import { idsIn, isWebAddress } from './ids-in.ts'

describe('isWebAddress', () => {
  it.each([
    ['https://vendor.test/findings/F1', true],
    ['HTTP://vendor.test', true],
    ['F1', false],
    ['javascript:alert(1)', false],
    ['https://', false],
    ['pkg:npm/left-pad@1', false],
  ])('takes %s for one: %s', (text, expected) => {
    expect(isWebAddress(text)).toBe(expected)
  })
})

describe('idsIn', () => {
  it('takes what follows a known address first, with and without what comes after it', () => {
    const ids = idsIn('https://vendor.test/findings/F1?tab=fix#top', ['https://vendor.test/findings/'])

    expect(ids.slice(0, 2)).toEqual(['F1?tab=fix#top', 'F1'])
  })

  it('takes the ends of the path, the values of the query, and the hash', () => {
    const ids = idsIn('https://vendor.test/acme/shop/alerts/12?issue=i-7#/finding/u%2F3', [])

    expect(ids).toEqual([
      '12',
      'alerts/12',
      'shop/alerts/12',
      'acme/shop/alerts/12',
      'i-7',
      '/finding/u%2F3',
      '/finding/u/3',
      'u%2F3',
      'u/3',
    ])
  })

  it('leaves out what no database could look for, and copes with broken escapes', () => {
    expect(idsIn('https://vendor.test/%zz/?a=%00', [])).toEqual(['%zz'])
    expect(idsIn('not an address', [])).toEqual([])
  })
})
