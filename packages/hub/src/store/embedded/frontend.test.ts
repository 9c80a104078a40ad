import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closeStatementMessage,
  endsUnit,
  FrontendReader,
  queryMessage,
  startupMessage,
  statementName,
  syncMessage,
  withStatementName,
} from './frontend.ts'

/** Cuts bytes where told; the rest is the last piece. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % bytes.length).sort((one, other) => one - other), bytes.length]
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end))
}

function readAll(reader: FrontendReader): Buffer[] {
  const messages: Buffer[] = []
  for (let message = reader.message(); message !== undefined; message = reader.message()) messages.push(message)
  return messages
}

function bind(portal: string, statement: string): Buffer {
  const body = Buffer.from(`${portal}\0${statement}\0\0\0\0\0\0\0`)
  const head = Buffer.from('B\0\0\0\0')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

describe('the reader of client messages', () => {
  it('finds the same messages however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.nat(), { maxLength: 20 }), (statements, places) => {
        const sent = [...statements.map(queryMessage), syncMessage]
        const reader = new FrontendReader()

        const read = cut(Buffer.concat(sent), places).flatMap((piece) => {
          reader.push(piece)
          return readAll(reader)
        })

        expect(read).toEqual(sent)
      }),
    )
  })

  it('reads the parameters of a session, and then its first message', () => {
    const reader = new FrontendReader()
    reader.push(Buffer.concat([startupMessage({ user: 'me', DateStyle: 'ISO' }), queryMessage('select 1')]))

    expect(reader.opening()).toEqual({
      kind: 'session',
      parameters: new Map([
        ['user', 'me'],
        ['DateStyle', 'ISO'],
      ]),
    })
    expect(reader.message()).toEqual(queryMessage('select 1'))
  })

  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a protocol of another version', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])],
  ])('refuses %s', (_, bytes) => {
    const reader = new FrontendReader()
    reader.push(bytes)

    expect(() => reader.opening()).toThrow(/PostgreSQL/)
  })

  it('refuses a message shorter than its own length', () => {
    const reader = new FrontendReader()
    reader.push(Buffer.from([0x51, 0, 0, 0, 1]))

    expect(() => reader.message()).toThrow('not a PostgreSQL message')
  })
})

describe('the name of a prepared statement', () => {
  it.each([
    ['Bind', bind('portal', 'name'), bind('portal', '7:name')],
    ['Close', closeStatementMessage('name'), closeStatementMessage('7:name')],
  ])('is replaced in %s, and nothing else is', (_, message, expected) => {
    expect(statementName(message)).toBe('name')
    expect(withStatementName(message, '7:name')).toEqual(expected)
  })

  it('is not looked for where there is none', () => {
    const closePortal = closeStatementMessage('portal')
    closePortal.write('P', 5)

    expect(statementName(closePortal)).toBeUndefined()
    expect(statementName(queryMessage('select 1'))).toBeUndefined()
    expect(statementName(bind('portal', ''))).toBe('')
  })
})

describe('a unit', () => {
  it('ends with a message the backend answers', () => {
    expect(endsUnit(syncMessage)).toBe(true)
    expect(endsUnit(queryMessage('select 1'))).toBe(true)
    expect(endsUnit(bind('', ''))).toBe(false)
  })
})
