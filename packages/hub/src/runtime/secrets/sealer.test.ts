import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer, SealError } from './sealer.ts'

const oldKey = { id: '2025', bytes: randomBytes(32) }
const newKey = { id: '2026', bytes: randomBytes(32) }
const before = createSealer({ current: oldKey, older: [] })
const after = createSealer({ current: newKey, older: [oldKey] })
const binding = { connection: '17', field: 'apiKey' }

function reasonOf(action: () => unknown): string {
  try {
    action()
    return 'opened'
  } catch (error) {
    return error instanceof SealError ? error.reason : String(error)
  }
}

describe('createSealer', () => {
  it('opens what it sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (secret, connection, field) => {
        expect(before.open(before.seal(secret, { connection, field }), { connection, field })).toBe(secret)
      }),
    )
  })

  it('names version and key, and never seals the same way twice', () => {
    const first = before.seal('sesame', binding)
    const second = before.seal('sesame', binding)

    expect(first).toMatch(/^pb1\.2025\.[\w-]{16}\.[\w-]+$/)
    expect(first).not.toBe(second)
    expect(first).not.toContain('sesame')
  })

  it.each([
    ['another connection', { connection: '18', field: 'apiKey' }],
    ['another field', { connection: '17', field: 'apiSecret' }],
    ['a binding that reads the same when run together', { connection: '17a', field: 'piKey' }],
  ])('does not open for %s', (_name, other) => {
    expect(reasonOf(() => before.open(before.seal('sesame', binding), other))).toBe('not-authentic')
  })

  it('does not open when any part was changed', () => {
    const [version, id, nonce = '', content = ''] = before.seal('sesame', binding).split('.')
    const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)

    expect(reasonOf(() => before.open([version, id, flip(nonce), content].join('.'), binding))).toBe('not-authentic')
    expect(reasonOf(() => before.open([version, id, nonce, flip(content)].join('.'), binding))).toBe('not-authentic')
    expect(reasonOf(() => before.open(['pb2', id, nonce, content].join('.'), binding))).toBe('malformed')
    expect(reasonOf(() => before.open([version, id, nonce, 'AAAA'].join('.'), binding))).toBe('malformed')
  })

  it.each(['', 'sesame', 'pb1.2025', 'pb1.2025..', 'a.b.c.d.e'])('calls %j malformed', (text) => {
    expect(reasonOf(() => before.open(text, binding))).toBe('malformed')
  })

  it('says which key is missing and what to do', () => {
    const sealed = after.seal('sesame', binding)

    expect(() => before.open(sealed, binding)).toThrow(/"apiKey" was sealed by the key "2026".*\(2025\).*PATCHBAY_SECRET_KEY/)
    expect(reasonOf(() => before.open(sealed, binding))).toBe('unknown-key')
  })

  it('opens with an older key and reseals under the current one', () => {
    const sealed = before.seal('sesame', binding)
    expect(after.open(sealed, binding)).toBe('sesame')
    expect(after.needsReseal(sealed)).toBe(true)

    const resealed = after.reseal(sealed, binding)

    expect(after.needsReseal(resealed)).toBe(false)
    expect(createSealer({ current: newKey, older: [] }).open(resealed, binding)).toBe('sesame')
  })
})
