import { createHmac } from 'node:crypto'
import type { Answer, TestApi } from './api.ts'

export const password = 'correct horse battery'
export const owner = { email: 'mira@example.com', name: 'Mira', password }
const own = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }

/** RFC 6238 with what authenticator apps assume: SHA-1, six digits, thirty seconds. */
export function codeNow(uri: string, at = Date.now()): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Somebody with a browser: keeps the cookies that answers set. */
function browser(api: TestApi, address: string) {
  const cookies = new Map<string, string>()
  async function request(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...own, ...(cookie !== '' && { cookie }), 'user-agent': 'Test Browser' }
    const answer = await api.send({ method, url, headers, remoteAddress: address, ...(body !== undefined && { body }) })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(String(line)) ?? []
      if (/max-age=0/i.test(String(line))) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    request,
    me: () => request('GET', '/api/v1/users/me'),
    signIn: (email: string, given = password) => request('POST', '/api/auth/sign-in/email', { email, password: given }),
    post: (path: string, body: object = {}) => request('POST', `/api/auth${path}`, body),
  }
}

let addresses = 0

/** A browser at an address of its own, so that no test eats another's tries. */
export function someone(api: TestApi) {
  addresses += 1
  return browser(api, `203.0.113.${addresses}`)
}

/** Somebody with a password who is signed in. */
export async function person(api: TestApi, email: string, role: string) {
  const { body } = await api.as('owner', 'POST', '/users', { email, name: email, password, role })
  const visitor = someone(api)
  await visitor.signIn(email)
  return { id: String(body.id), visitor }
}
