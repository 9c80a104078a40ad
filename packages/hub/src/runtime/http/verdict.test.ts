import { describe, expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'
import { judge, type Rules } from './verdict.ts'

function verdict(
  status: number,
  more: { method?: string; body?: string; headers?: Record<string, string>; rules?: Rules; repeatable?: boolean } = {},
) {
  const { method = 'GET', body = '{}', headers = {}, rules = {}, repeatable = true } = more
  const url = new URL('https://api.vendor.example/v1/things?key=hush')
  return judge({ status, headers, text: body }, parseJson(body), rules, {
    method,
    url,
    repeatable,
    now: 0,
    clean: (text) => text.replaceAll('hush', '***'),
  })
}

describe('judge', () => {
  it.each([
    [200, 'good', undefined],
    [204, 'good', undefined],
    [304, 'good', undefined],
    [303, 'failed', 'contract'],
    [400, 'failed', 'config'],
    [401, 'failed', 'credentials'],
    [402, 'failed', 'permission'],
    [403, 'failed', 'permission'],
    [404, 'failed', 'missing'],
    [409, 'failed', 'contract'],
    [410, 'failed', 'missing'],
    [422, 'failed', 'config'],
    [429, 'again', 'throttled'],
    [451, 'failed', 'permission'],
    [500, 'again', 'unreachable'],
    [501, 'failed', 'unreachable'],
    [503, 'again', 'unreachable'],
  ])('calls a GET that got %i %s, %s', (status, kind, fault) => {
    const found = verdict(status)

    expect(found.kind).toBe(kind)
    expect('fault' in found ? found.fault.kind : undefined).toBe(fault)
  })

  it.each([400, 422])('calls a refused document (%i) a contract matter', (status) => {
    expect(verdict(status, { method: 'POST' })).toMatchObject({ kind: 'failed', fault: { kind: 'contract' } })
  })

  it('asks the transport first, whatever the status', () => {
    const rules: Rules = { classify: ({ status, body }) => (status === 200 && body === 'expired' ? 'credentials' : undefined) }

    expect(verdict(200, { body: 'expired', rules })).toMatchObject({
      kind: 'failed',
      fault: { kind: 'credentials', details: { status: 200 } },
    })
    expect(verdict(404, { rules })).toMatchObject({ fault: { kind: 'missing' } })
  })

  it('takes a 403 for a rate limit only when a header tells how long', () => {
    const rules: Rules = { rateHeaders: { remaining: 'x-left', reset: 'x-reset', resetUnit: 'delta-seconds' } }

    expect(verdict(403, { rules, headers: { 'x-left': '0', 'x-reset': '9' } })).toMatchObject({
      kind: 'again',
      wait: 9000,
      limited: true,
    })
    expect(verdict(403, { rules, headers: { 'retry-after': '5' } })).toMatchObject({ kind: 'again', wait: 5000 })
    expect(verdict(403, { rules, headers: { 'x-left': '12', 'x-reset': '9' } })).toMatchObject({
      kind: 'failed',
      fault: { kind: 'permission' },
    })
  })

  it('names host, status, method, path and the vendor’s words, but not the query', () => {
    const found = verdict(404, { body: '{"message":"No such thing hush"}' })

    expect('fault' in found && found.fault.message).toBe('api.vendor.example answered 404 to GET /v1/things: No such thing ***')
  })
})
