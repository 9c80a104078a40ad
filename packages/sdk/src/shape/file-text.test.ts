import { describe, expect, it } from 'vitest'
import { fileText } from './file-text.ts'

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

describe('a file', () => {
  it.each(['{}\n', '\uFEFF{}\r\n', 'naïve → 🙂', ''])('is read byte for byte: %j', (text) => {
    expect(fileText(base64(text))).toEqual({ kind: 'text', text })
  })

  it('is read where its base64 has line breaks', () => {
    expect(fileText(base64('x'.repeat(200)).replaceAll(/.{60}/g, '$&\n'))).toEqual({ kind: 'text', text: 'x'.repeat(200) })
  })

  it.each([
    ['half a character', Uint8Array.of(0xc3, 0x28)],
    ['NUL', 'a\0b'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0)],
  ])('is no text with %s in it', (_, bytes) => {
    expect(fileText(base64(bytes))).toMatchObject({ kind: 'unreadable' })
  })
})
