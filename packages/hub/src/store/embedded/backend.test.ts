import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerScanner, fatalMessage } from './backend.ts'

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(Buffer.byteLength(body) + 4, 1)
  return Buffer.concat([head, Buffer.from(body)])
}

function scan(pieces: readonly Buffer[]): AnswerScanner {
  const scanner = new AnswerScanner()
  for (const piece of pieces) scanner.push(piece)
  return scanner
}

describe('the scanner of answers', () => {
  it.each(['I', 'T', 'E'] as const)('finds the last status: %s', (status) => {
    const scanner = scan([message('Z', 'I'), message('C', 'SELECT 1\0'), message('Z', status)])

    expect(scanner.status).toBe(status)
  })

  it('knows of no status when the backend is not ready', () => {
    expect(scan([message('1', ''), message('2', '')]).status).toBeUndefined()
  })

  it.each(['SET', 'RESET', 'DISCARD ALL'])('sees that %s touches settings', (tag) => {
    expect(scan([message('C', `${tag}\0`), message('Z', 'I')]).settingsTouched).toBe(true)
  })

  it('does not take a row for a status or a tag', () => {
    const scanner = scan([message('D', 'Z\0\0\0\x05TSET\0'), message('C', 'SELECT 1\0'), message('Z', 'I')])

    expect(scanner.status).toBe('I')
    expect(scanner.settingsTouched).toBe(false)
  })

  it('finds the same however the bytes are cut', () => {
    const bytes = Buffer.concat([message('C', 'SET\0'), message('1', ''), message('D', 'row'), message('Z', 'T')])

    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length })), (places) => {
        const at = [0, ...places.sort((one, other) => one - other), bytes.length]
        const scanner = scan(at.slice(1).map((end, index) => bytes.subarray(at[index], end)))

        expect([scanner.status, scanner.settingsTouched]).toEqual(['T', true])
      }),
    )
  })
})

describe('a fatal message', () => {
  it('carries its code and text', () => {
    expect(fatalMessage('25P03', 'too slow').toString()).toContain('C25P03\0Mtoo slow\0')
  })
})
