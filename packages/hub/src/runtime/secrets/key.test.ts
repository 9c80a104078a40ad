import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseKeys } from './key.ts'

const first = randomBytes(32)
const second = randomBytes(32)

describe('parseKeys', () => {
  it('reads one or several keys, the first being the current one', () => {
    const ring = parseKeys(` new:${first.toString('base64')}, old:${second.toString('base64url')} `)

    expect(ring).toEqual({ current: { id: 'new', bytes: first }, older: [{ id: 'old', bytes: second }] })
  })

  it('makes the same key of the same passphrase every time, and another of another', () => {
    const once = parseKeys('correct horse battery staple').current
    const again = parseKeys('correct horse battery staple').current
    const other = parseKeys('correct horse battery stable').current

    expect(again).toEqual(once)
    expect(once.bytes).toHaveLength(32)
    expect(other.id).not.toBe(once.id)
    expect(once.id).toMatch(/^p-[0-9a-f]{12}$/)
  })

  it('lets a passphrase retire behind a new key', () => {
    const passphrase = parseKeys('correct horse battery staple').current

    const ring = parseKeys(`new:${first.toString('base64')},correct horse battery staple`)

    expect(ring.older).toEqual([passphrase])
  })

  it.each([
    ['', /holds no key/],
    ['short', /at least 16 characters; this one has 5/],
    [`a:${randomBytes(16).toString('base64')}`, /"a" has 16 bytes, but 32 are needed/],
    ['a:not base64!', /entry 1: what follows "a:" is not base64/],
    [`ok:${first.toString('base64')},b c:${second.toString('base64')}`, /entry 2: the id before the colon/],
    [`a:${first.toString('base64')},a:${second.toString('base64')}`, /two keys with the id "a"/],
    ['pass: phrase with a colon', /must not contain a colon/],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseKeys(text)).toThrow(message)
  })

  it('never quotes a key in its complaint', () => {
    const half = first.toString('base64').slice(0, 30)

    expect(() => parseKeys(`a:${half}`)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(half) }))
  })
})
