import { ask, createClock, demoTenant, type JsonObject, type Reply } from '@patchbay/sdk/testing'
import { createEndorLabsEmulator, type EndorLabsCredential, type EndorLabsEmulator } from './emulator.ts'

/** The built-in tenant, with the clock standing still at noon. */
export async function start(clock = createClock('2026-12-01T12:00:00Z')): Promise<EndorLabsEmulator> {
  return createEndorLabsEmulator({ tenant: await demoTenant(), clock })
}

export interface Listed {
  readonly uuid: string
  readonly tenant_meta: { readonly namespace: string }
  readonly meta: JsonObject
  readonly spec: JsonObject
}

export function objectsOf(reply: Reply): readonly Listed[] {
  return reply.body.list.objects
}

export function send(emulator: EndorLabsEmulator, path: string, init?: RequestInit): Promise<Reply> {
  return ask(`${emulator.url}${path}`, init)
}

export async function signIn(
  emulator: EndorLabsEmulator,
  { key, secret }: EndorLabsCredential,
): Promise<Record<string, unknown>> {
  return (await send(emulator, '/v1/auth/api-key', { method: 'POST', body: JSON.stringify({ key, secret }) })).body
}

export async function reader(emulator: EndorLabsEmulator, credential = emulator.credentials.readOnly) {
  const { token } = await signIn(emulator, credential)
  return (path: string, headers: Record<string, string> = {}) =>
    send(emulator, path, { headers: { authorization: `Bearer ${token}`, ...headers } })
}

export function list(namespace: string, resource: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams({ 'list_parameters.traverse': 'true' })
  for (const [name, value] of Object.entries(parameters)) query.set(`list_parameters.${name}`, value)
  return `/v1/namespaces/${namespace}/${resource}?${query}`
}
