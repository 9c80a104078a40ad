import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Answer, type Call, type Clock, createClock, createEmulator, type Emulator } from '@patchbay/sdk/testing'
import { Payload, Ping } from './schema.ts'

/** One message as the receiver took it. */
export interface ReceivedMessage {
  readonly id: string
  /** How often it came; a repetition is taken and dropped. */
  readonly times: number
  readonly payload: Payload | Ping
}

export interface WebhookEmulatorOptions {
  /** Default: runs with the machine's clock. */
  readonly clock?: Clock
  readonly port?: number
}

/** Somebody's receiver of Standard Webhooks, with a door that wants signatures, one that does not, and one that was closed. */
export interface WebhookEmulator extends Emulator {
  readonly secret: string
  readonly addresses: { readonly signed: string; readonly unsigned: string; readonly gone: string }
  /** Each message once, in the order of arrival. */
  readonly received: readonly ReceivedMessage[]
}

/** Seconds a signature is good for, as the libraries have it. */
const tolerance = 300

const secret = `whsec_${Buffer.from('emulated-receiver-signing-secret').toString('base64')}`

export async function createWebhookEmulator({
  clock = createClock(),
  port,
}: WebhookEmulatorOptions = {}): Promise<WebhookEmulator> {
  const received = new Map<string, ReceivedMessage>()

  function take(call: Call): Answer {
    const id = call.headers['webhook-id'] ?? ''
    if (id === '') return problem(400, 'The header webhook-id is missing.')
    const payload = Payload.or(Ping).safeParse(call.body)
    if (!payload.success) return problem(400, 'This is no message.')
    received.set(id, { id, payload: payload.data, times: (received.get(id)?.times ?? 0) + 1 })
    return { status: 204 }
  }

  const emulator = await createEmulator({
    clock,
    ...(port !== undefined && { port }),
    words: (status) => problem(status, `status ${status}`),
    routes: [
      {
        method: 'POST',
        pattern: '/hooks/signed',
        handle: (call) => (isSigned(call) ? take(call) : problem(401, 'The signature does not match.')),
      },
      { method: 'POST', pattern: '/hooks/unsigned', handle: take },
      { method: 'POST', pattern: '/hooks/gone', handle: () => problem(410, 'No more, please.') },
    ],
  })
  const at = (door: string) => `${emulator.url}/hooks/${door}?channel=ops`
  return {
    ...emulator,
    secret,
    addresses: { signed: at('signed'), unsigned: at('unsigned'), gone: at('gone') },
    get received() {
      return [...received.values()]
    },
  }
}

/** The receiver's side of https://www.standardwebhooks.com: any of the space-separated signatures will do, and none is too old. */
function isSigned({ headers, text, now }: Call): boolean {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  if (!/^\d+$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance) return false
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')}`)
  return (headers['webhook-signature'] ?? '').split(' ').some((given) => {
    const signature = Buffer.from(given)
    return signature.length === expected.length && timingSafeEqual(signature, expected)
  })
}

function problem(status: number, message: string): Answer {
  return { status, body: { message } }
}
