import { Fault } from '@patchbay/sdk'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { client, json, serve, testClock, text } from './testing/local.ts'

const secret = `whsec_${Buffer.from('a signing secret of 32 bytes ...').toString('base64')}`
const auth = { kind: 'standard-webhooks', secret } as const
const request = { path: '/hook', json: { type: 'test', text: 'Zoë' }, headers: { 'webhook-id': 'msg_1' } }

/** The maintained library checks the time against the machine's clock. */
const now = () => testClock(1, Date.now())

describe('a signed request', () => {
  it('is one that Standard Webhooks libraries accept', async () => {
    await using server = await serve(json({}))
    await using hub = client({ baseUrl: server.url, auth }, { clock: now() })

    await hub.http.post(request)

    const [seen] = server.seen
    const verified = new Webhook(secret).verify(seen?.body ?? '', seen?.headers as Record<string, string>)
    expect(verified).toEqual(request.json)
    expect(seen?.headers['webhook-id']).toBe('msg_1')
  })

  it('is none they accept once its body, its id or its time is another, or the secret is', async () => {
    await using server = await serve(json({}))
    await using hub = client({ baseUrl: server.url, auth }, { clock: now() })
    await hub.http.post(request)
    const [seen] = server.seen
    const headers = seen?.headers as Record<string, string>
    const body = seen?.body ?? ''
    const other = `whsec_${Buffer.from('quite another secret of 32 bytes').toString('base64')}`
    const verify = (key: string, text: string, changed: Record<string, string>) => () =>
      new Webhook(key).verify(text, { ...headers, ...changed })

    expect(verify(secret, body, {})).not.toThrow()
    expect(verify(secret, `${body} `, {})).toThrow()
    expect(verify(secret, body, { 'webhook-id': 'msg_2' })).toThrow()
    expect(verify(secret, body, { 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) })).toThrow()
    expect(verify(other, body, {})).toThrow()
  })

  it('keeps its id and is signed anew with the time of each try', async () => {
    await using server = await serve([text('', 503, { 'retry-after': '30' }), json({})])
    await using hub = client({ baseUrl: server.url, auth }, { clock: now() })

    await hub.http.post(request)

    const [first, second] = server.seen.map(({ headers }) => headers)
    expect(second?.['webhook-id']).toBe(first?.['webhook-id'])
    expect(Number(second?.['webhook-timestamp']) - Number(first?.['webhook-timestamp'])).toBe(30)
    expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature'])
    expect(() => new Webhook(secret).verify(server.seen[1]?.body ?? '', second as Record<string, string>)).not.toThrow()
  })

  it.each(['', 'whsec_', secret.slice(6), `whsec_${'a'.repeat(20)}`, `${secret} `, `whsec_!${secret.slice(7)}`])(
    'is not made with %j, which is no signing secret',
    (wrong) => {
      expect(() => client({ baseUrl: 'http://127.0.0.1:1', auth: { ...auth, secret: wrong } })).toThrow(
        expect.toSatisfy((error) => error instanceof Fault && error.kind === 'credentials'),
      )
    },
  )

  it('is not sent without an id: the receiver could not tell a repetition', async () => {
    await using server = await serve(json({}))
    await using hub = client({ baseUrl: server.url, auth })

    await expect(hub.http.post({ path: '/hook', json: {} })).rejects.toThrow('webhook-id')
    expect(server.seen).toEqual([])
  })
})

describe('a request for text', () => {
  it('takes whatever the answer says', async () => {
    await using server = await serve([text('ok'), text(''), text('<html></html>')])
    await using hub = client({ baseUrl: server.url })
    const ask = async () => (await hub.http.post({ path: '/', json: {}, answer: 'text' })).body

    expect([await ask(), await ask(), await ask()]).toEqual(['ok', '', '<html></html>'])
  })
})
