import { describe, expect, it } from 'vitest'
import { withoutEnd } from './without-end.ts'

describe('a text without its end', () => {
  it.each([
    ['https://a.example//', '/', 'https://a.example'],
    ['a/b', '/', 'a/b'],
    ['///', '/', ''],
    ['', '/', ''],
    ['a--b----', '--', 'a--b'],
    ['a', '', 'a'],
  ])('makes of "%s" without "%s" "%s"', (text, mark, rest) => {
    expect(withoutEnd(text, mark)).toBe(rest)
  })
})
