import { describe, expect, it } from 'vitest'
import { networkFailure } from './network-fault.ts'

function failed(code: string): Error {
  return Object.assign(new Error('boom'), { code })
}

describe('networkFailure', () => {
  it.each([
    ['ENOTFOUND', 'not known (DNS)', 'never', false],
    ['EAI_AGAIN', 'no answer from DNS', 'never', true],
    ['ECONNREFUSED', 'refused the connection', 'never', true],
    ['EHOSTUNREACH', 'cannot be reached', 'never', true],
    ['UND_ERR_CONNECT_TIMEOUT', 'did not accept a connection', 'never', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate of vendor.example is not trusted', 'never', false],
    ['CERT_HAS_EXPIRED', 'certificate of vendor.example is not trusted', 'never', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate of vendor.example is not trusted', 'never', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate of vendor.example is not trusted', 'never', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'No TLS connection', 'never', false],
    ['ECONNRESET', 'closed the connection', 'perhaps', true],
    ['UND_ERR_SOCKET', 'closed the connection', 'perhaps', true],
  ])('says for %s: %s', (code, words, delivered, passing) => {
    const failure = networkFailure(failed(code), 'vendor.example', 1000)

    expect(failure?.fault).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(words) })
    expect([failure?.delivered, failure?.passing]).toEqual([delivered, passing])
    expect(failure?.fault.details.arrived).toBe(delivered === 'never' ? false : undefined)
  })

  it('looks into the errors of several addresses and into causes', () => {
    const several = new AggregateError([failed('ECONNREFUSED'), failed('EHOSTUNREACH')])
    const wrapped = new Error('fetch failed', { cause: failed('ENOTFOUND') })

    expect(networkFailure(several, 'h', 1)?.fault.message).toContain('refused')
    expect(networkFailure(wrapped, 'h', 1)?.fault.message).toContain('DNS')
  })

  it('leaves errors alone that are not the network’s', () => {
    expect(networkFailure(new TypeError('x is not a function'), 'h', 1)).toBeUndefined()
    expect(networkFailure(failed('ENOENT'), 'h', 1)).toBeUndefined()
  })
})
