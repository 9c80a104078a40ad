import { describe, expect, it } from 'vitest'
import { isBlank, textAt } from './blank.ts'

describe('isBlank', () => {
  it.each([[undefined], [null], [''], [' '], [[]], [{}]])('takes %j for nothing said', (value) => {
    expect(isBlank(value)).toBe(true)
  })

  it.each([[0], [false], ['a'], [[null]], [{ a: null }]])('takes %j for something', (value) => {
    expect(isBlank(value)).toBe(false)
  })
})

describe('textAt', () => {
  it('walks keys to a text, and reads a number as its digits', () => {
    expect(textAt({ start: { line: 12 } }, 'start', 'line')).toBe('12')
    expect(textAt({ path: 'a.ts' }, 'path')).toBe('a.ts')
  })

  it('finds nothing behind missing keys, lists, blanks and inherited names', () => {
    expect(textAt({ a: ['x'] }, 'a', '0')).toBeNull()
    expect(textAt({ a: ' ' }, 'a')).toBeNull()
    expect(textAt({}, 'constructor', 'name')).toBeNull()
    expect(textAt(null, 'a')).toBeNull()
  })
})
