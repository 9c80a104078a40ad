import { describe, expect, it } from 'vitest'
import { makeStorable, storable } from './storable.ts'

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
