import { describe, expect, it } from 'vitest'
import { cut, logFields } from './log-fields.ts'

describe('fields of a log line', () => {
  it('stay as they are when they are plain', () => {
    expect(logFields({ host: 'api.test', status: 429, retried: true, field: null })).toEqual({
      host: 'api.test',
      status: 429,
      retried: true,
      field: null,
    })
  })

  it('become text when they are not', () => {
    expect(logFields({ list: [1, 2], never: undefined, odd: Number.NaN, at: new Date(0) })).toEqual({
      list: '[1,2]',
      odd: 'NaN',
      at: '"1970-01-01T00:00:00.000Z"',
    })
  })

  it('hide what is called like a secret, at any depth', () => {
    expect(logFields({ token: 't-1', request: { headers: { authorization: 'Bearer t-1' }, path: '/x' } })).toEqual({
      token: '•••',
      request: '{"headers":{"authorization":"•••"},"path":"/x"}',
    })
  })

  it('are bounded in number and length, and hold nothing a database refuses', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`n${index}`, index]))
    const { text, half } = logFields({ text: `a\0${'x'.repeat(600)}`, half: '\uD83D' })

    expect(Object.keys(logFields(many))).toHaveLength(20)
    expect(text).toHaveLength(500)
    expect(text).toMatch(/^a\uFFFDx+…$/)
    expect(half).toBe('\uFFFD')
  })
})

describe('a cut text', () => {
  it('never ends in half a character', () => {
    expect(cut('ab😀', 4)).toBe('ab😀')
    expect(cut('ab😀d', 4)).toBe('ab\uFFFD…')
  })
})
