import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, distinctTexts, firstText, textOfMarkup, textOrNull } from './text.ts'

describe('cleanText', () => {
  it('replaces NUL and lone surrogates', () => {
    expect(cleanText('a\0b\ud800c')).toBe('a\uFFFDb\uFFFDc')
  })

  it('leaves ordinary text, emoji included, as it is', () => {
    expect(cleanText('Ünïcode 🛡️ text')).toBe('Ünïcode 🛡️ text')
  })

  it('never splits a surrogate pair when it cuts', () => {
    expect(cleanText('ab🛡🛡', 4)).toBe('ab…')
  })

  it('gives storable text of at most the length asked for, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const clean = cleanText(text, most)

        expect(clean.length).toBeLessThanOrEqual(most)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).not.toContain('\0')
        expect(cleanText(clean, most)).toBe(clean)
      }),
    )
  })
})

describe('textOrNull', () => {
  it.each([undefined, null, '', '  \n'])('takes %j for nothing said', (text) => {
    expect(textOrNull(text)).toBeNull()
  })

  it('trims', () => {
    expect(textOrNull(' a ')).toBe('a')
  })
})

describe('firstText', () => {
  it('skips blank candidates and gives null when all are', () => {
    expect(firstText(10, null, ' ', 'second')).toBe('second')
    expect(firstText(10, undefined, '')).toBeNull()
  })
})

describe('distinctTexts', () => {
  it('keeps each text once in the order given, up to the limit', () => {
    expect(distinctTexts(['b', 'a', ' b ', null, ''])).toEqual(['b', 'a'])
    expect(distinctTexts(['a', 'b', 'c'], 2)).toEqual(['a', 'b'])
  })
})

describe('textOfMarkup', () => {
  it('keeps the words, with lines where blocks end', () => {
    expect(textOfMarkup('<p>The <b>parse()</b> helper &amp; friends</p><ul><li>one</li><li>two</li></ul>')).toBe(
      'The parse() helper & friends\none\ntwo',
    )
  })

  it('leaves text without markup as it is, comparisons included', () => {
    expect(textOfMarkup('affected if 1 < 2 and 3 > 2')).toBe('affected if 1 < 2 and 3 > 2')
    expect(textOfMarkup('plain')).toBe('plain')
  })
})
