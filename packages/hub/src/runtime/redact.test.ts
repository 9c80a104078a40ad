import { Fault } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { createRedactor } from './redact.ts'

const secret = 'p@ss/w+rd "1"'

describe('createRedactor', () => {
  it.each([
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['form-encoded', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
  ])('masks a secret %s', (_name, form) => {
    expect(createRedactor([secret]).text(`<${form}>`)).toBe('<[redacted]>')
  })

  it('masks single lines of a key and the path of a secret address', () => {
    const pem = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nshort\n-----END KEY-----\n'
    const redactor = createRedactor([pem, 'https://hooks.vendor.example/services/T1/B2/x3'])

    expect(redactor.text('at MIIEvQIBADANBgkqhkiG9w0B!')).toBe('at [redacted]!')
    expect(redactor.text('POST /services/T1/B2/x3 failed')).toBe('POST [redacted] failed')
  })

  it('masks the longest secret first, and very short ones only where they stand alone', () => {
    const redactor = createRedactor(['abc1', 'abc123', 'x', ''])

    expect(redactor.text('abc123 abc1 x exit')).toBe('[redacted] [redacted] [redacted] exit')
  })

  it('learns secrets on the way', () => {
    const redactor = createRedactor([])

    redactor.add('issued-token')

    expect(redactor.text('Bearer issued-token')).toBe('Bearer [redacted]')
  })

  it('masks fields at any depth without touching the original', () => {
    const fields = {
      url: new URL(`https://h/?k=${encodeURIComponent(secret)}`),
      list: [secret, 1, null],
      deep: { [secret]: new Error(secret) },
    }

    const copy = createRedactor([secret]).fields(fields)

    expect(copy).toEqual({
      url: 'https://h/?k=[redacted]',
      list: ['[redacted]', 1, null],
      deep: { '[redacted]': '[redacted]' },
    })
    expect(fields.list[0]).toBe(secret)
  })

  it('copes with fields that contain themselves', () => {
    const fields: Record<string, unknown> = {}
    fields['self'] = fields

    expect(() => createRedactor([secret]).fields(fields)).not.toThrow()
  })

  it('cleans a fault in message, stack, details and causes, and keeps what it is', () => {
    const cause = Object.assign(new Error(`inner ${secret}`), { code: 'ECONNRESET', request: { authorization: secret } })
    const fault = new Fault('permission', `refused ${secret}`, { remedy: `use ${secret}`, status: 403 }, cause)

    const clean = createRedactor([secret]).error(fault) as Fault

    expect(clean).toBeInstanceOf(Fault)
    expect(clean).toMatchObject({
      kind: 'permission',
      message: 'refused [redacted]',
      details: { remedy: 'use [redacted]', status: 403 },
    })
    expect(clean.cause).toMatchObject({ message: 'inner [redacted]', code: 'ECONNRESET' })
    expect(clean.cause).not.toHaveProperty('request')
    expect(`${clean.stack}${(clean.cause as Error).stack}`).not.toContain(secret)
  })

  it('leaves everything alone when there is no secret', () => {
    expect(createRedactor([]).text('as is')).toBe('as is')
  })
})
