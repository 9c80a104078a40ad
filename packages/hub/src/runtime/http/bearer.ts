import { type Context, Fault, type Transport } from '@patchbay/sdk'
import { signAssertion } from './assertion.ts'

/**
 * The bearer token of a transport; a short-lived one is made anew. Throws `config` for vendors that take no bearer token, and what the
 * vendor says to an exchange. `now` in milliseconds.
 */
export async function bearerOf(
  transport: Transport,
  connect: (transport: Transport) => Context<unknown>['http'],
  now: number,
): Promise<string> {
  const { auth } = transport
  if (auth.kind === 'bearer') return auth.token
  if (auth.kind !== 'exchange') throw new Fault('config', 'These credentials are no token that another program could use.')
  const http = connect({ ...transport, auth: { kind: 'none' } })
  const headers = auth.assertion && { authorization: `Bearer ${signAssertion(auth.assertion, now)}` }
  const { body } = await http.post({ path: auth.url, ...auth.body, ...(headers && { headers }) })
  return auth.read(body).token
}
