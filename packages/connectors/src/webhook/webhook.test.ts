import { Fault, type Message, type Plugin } from '@patchbay/sdk'
import { createClock } from '@patchbay/sdk/testing'
import { providedClient } from '@patchbay/sdk/testing/client'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { createWebhookEmulator, type WebhookEmulator } from './emulator.ts'
import connector from './index.ts'

const message: Message = {
  id: 'msg_1',
  type: 'record.missing',
  at: '2026-11-28T12:00:00.000Z',
  urgency: 'warning',
  title: '2 records of Zoë’s scanner are missing',
  text: null,
  url: 'https://hub.example/records',
  facts: [{ label: 'Records', value: 'shop, blog', url: 'https://hub.example/records?state=MISSING' }],
  data: { records: [{ id: 'rec_1', name: 'shop' }] },
}

interface Opened extends AsyncDisposable {
  readonly hook: WebhookEmulator
  readonly opened: ReturnType<Plugin['open']>
}

async function open(config: (hook: WebhookEmulator) => Record<string, unknown>): Promise<Opened> {
  // Standard Webhooks libraries compare with the machine's clock.
  const hook = await createWebhookEmulator({ clock: createClock(new Date()) })
  const settings = config(hook)
  const signal = new AbortController().signal
  const log = { info: () => {}, warn: () => {} }
  const client = await providedClient()({
    clock: { now: () => hook.clock.now().getTime(), random: () => 0.5, sleep: async (wait) => hook.clock.advance(wait) },
    secrets: Object.values(settings).map(String),
    signal,
    log,
    onRequest: () => {},
  })
  const opened = connector.open(settings, { signal, log, connect: client.connect })
  return {
    hook,
    opened,
    [Symbol.asyncDispose]: async () => {
      await client.close()
      await hook.close()
    },
  }
}

const signed = ({ addresses, secret }: WebhookEmulator) => ({ url: addresses.signed, secret })
const raised = (run: Promise<unknown> | undefined) => run?.then(() => null).catch((error: unknown) => error as Fault)

describe('a message', () => {
  it('arrives with type, time and data where Standard Webhooks has them, verified by its library', async () => {
    await using post = await open(signed)

    await post.opened.notify?.(message)

    const [request] = post.hook.requests.all
    const body = JSON.stringify(request?.body)
    expect(new Webhook(post.hook.secret).verify(body, { ...request?.headers })).toEqual({
      type: 'record.missing',
      timestamp: '2026-11-28T12:00:00.000Z',
      urgency: 'warning',
      title: '2 records of Zoë’s scanner are missing',
      text: null,
      url: 'https://hub.example/records',
      facts: [{ label: 'Records', value: 'shop, blog', url: 'https://hub.example/records?state=MISSING' }],
      data: { records: [{ id: 'rec_1', name: 'shop' }] },
    })
  })

  it('carries hundreds of changes in one signed request, as they are', async () => {
    await using post = await open(signed)
    const changes = Array.from({ length: 500 }, (_, index) => ({
      type: 'vulnerability.opened',
      id: `vul_${index}`,
      title: `Überlauf “${index}” ${'x'.repeat(300)}`,
      product: null,
    }))

    await post.opened.notify?.({ ...message, type: 'vulnerability.changes', data: { changes } })

    expect(post.hook.received).toMatchObject([{ times: 1, payload: { type: 'vulnerability.changes', data: { changes } } }])
  })

  it('goes to the whole address, query included', async () => {
    await using post = await open(signed)

    await post.opened.notify?.(message)

    expect(post.hook.requests.all).toMatchObject([{ path: '/hooks/signed', query: { channel: 'ops' } }])
  })

  it('is dropped by a receiver that has seen its id, and counts as delivered', async () => {
    await using post = await open(signed)
    post.hook.faults.add({ action: { kind: 'reset', when: 'after' } })

    const first = await raised(post.opened.notify?.(message))
    await post.opened.notify?.(message)

    expect(first?.kind).toBe('unreachable')
    expect(post.hook.received).toMatchObject([{ id: 'msg_1', times: 2 }])
  })

  it('is delivered whatever the receiver has to say about it', async () => {
    await using post = await open(signed)
    post.hook.faults.add({ action: { kind: 'html' } })

    expect(await raised(post.opened.notify?.(message))).toBeNull()
  })

  it('is refused for good where the receiver calls it bad, in its words', async () => {
    await using post = await open(signed)
    post.hook.faults.add({ action: { kind: 'status', status: 422, body: { message: 'No such topic.' } } })

    const fault = await raised(post.opened.notify?.(message))

    expect(fault).toBeInstanceOf(Fault)
    expect(fault).toMatchObject({ kind: 'contract', details: { status: 422 } })
    expect(fault?.message).toContain('No such topic.')
  })

  it('is refused for good by a receiver that is gone, naming the address', async () => {
    await using post = await open(({ addresses, secret }) => ({ url: addresses.gone, secret }))

    expect(await raised(post.opened.notify?.(message))).toMatchObject({
      kind: 'missing',
      details: { status: 410, field: 'url' },
    })
  })
})

describe('the check', () => {
  it('sends a ping, each under an id of its own', async () => {
    await using post = await open(signed)

    const account = await post.opened.check()
    await post.opened.check()

    expect(account).toEqual({ sees: `Messages are accepted at ${new URL(post.hook.url).host}`, warnings: [] })
    expect(post.hook.received.map(({ payload, times }) => [payload, times])).toEqual([
      [{ type: 'ping', data: {} }, 1],
      [{ type: 'ping', data: {} }, 1],
    ])
  })

  it('warns when messages are not signed', async () => {
    await using post = await open(({ addresses }) => ({ url: addresses.unsigned }))

    expect((await post.opened.check()).warnings).toEqual([expect.stringContaining('not signed')])
  })
})

describe('the settings', () => {
  it.each(['ftp://host/x', 'nonsense', 'https://user:pass@host/x', 'https://host/#part', ''])(
    'do not take the address %j',
    (url) => {
      expect(connector.validate({ url })).toMatchObject([{ field: 'url' }])
    },
  )

  it.each(['whsec_', 'whsec_c2hvcnQ=', 'c'.repeat(44), `whsec_${'!'.repeat(44)}`])('do not take the secret %j', (secret) => {
    expect(connector.validate({ url: 'https://host/x', secret })).toMatchObject([{ field: 'secret' }])
  })

  it('take what openssl makes of 24, 32 and 64 bytes', () => {
    for (const bytes of [24, 32, 64]) {
      const secret = `whsec_${Buffer.alloc(bytes, 'x').toString('base64')}`
      expect(connector.validate({ url: 'https://host/x?key=1', secret })).toEqual([])
    }
  })
})
