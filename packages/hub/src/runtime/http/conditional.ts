import type { HttpAnswer } from '@patchbay/sdk'
import type { Memory } from './memory.ts'
import { parseJson } from './parse-json.ts'
import type { Call, Delivered } from './sender.ts'

/**
 * A GET that asks whether its last answer still holds, and serves that one when it does (RFC 9110, section 13.1.2).
 * `identity` keeps the answers of different credentials apart.
 */
export async function conditionally(
  memory: Memory,
  identity: string,
  call: Call,
  deliver: (call: Call) => Promise<Delivered>,
  read: (call: Call, delivered: Delivered) => HttpAnswer,
): Promise<HttpAnswer> {
  const key = JSON.stringify([identity, call.url.href, call.headers])
  const known = memory.get(key)
  const delivered = await deliver(
    known === undefined ? call : { ...call, headers: { ...call.headers, 'if-none-match': known.etag } },
  )
  const { answer } = delivered

  if (answer.status === 304 && known !== undefined) {
    const { etag, text, ...rest } = known
    return { status: rest.status, headers: { ...rest.headers, ...answer.headers }, body: parseJson(text)?.value }
  }
  const fresh = read(call, delivered)
  const etag = answer.headers['etag']
  if (answer.status === 200 && etag !== undefined)
    memory.set(key, { etag, status: 200, headers: answer.headers, text: answer.text })
  return fresh
}
