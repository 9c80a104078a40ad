import { describe, expect, it } from 'vitest'
import { isStorable, makeStorable, storable } from './storable.ts'

describe('storable', () => {
  it('replaces NUL and halves of characters', () => {
    expect(storable('a\0b\ud83dc\ude00')).toBe('a\uFFFDb\uFFFDc\uFFFD')
  })

  it('leaves every other text as it is', () => {
    expect(storable('ä 😀 \u0001 \u2028')).toBe('ä 😀 \u0001 \u2028')
  })
})

describe('makeStorable', () => {
  it('goes into lists and objects and leaves the rest alone', () => {
    const value = { a: 'x\0', list: ['\ud800', 1, null, { deep: '\0' }], when: new Date(0), none: undefined, yes: true }

    makeStorable(value)

    expect(value).toEqual({
      a: 'x\uFFFD',
      list: ['\uFFFD', 1, null, { deep: '\uFFFD' }],
      when: new Date(0),
      none: undefined,
      yes: true,
    })
  })
})

describe('isStorable', () => {
  it.each([['a\0'], ['\ud83d'], ['\ude00'], ['\ud83d\0']])('doubts %j', (text) => {
    expect(isStorable(JSON.stringify([text]))).toBe(false)
  })

  it('trusts text that is kept as it is', () => {
    const text = 'ä 😀 \u0001 \u2028 \ud7ff \ue000'

    expect(storable(text)).toBe(text)
    expect(isStorable(JSON.stringify({ [text]: text }))).toBe(true)
  })
})
