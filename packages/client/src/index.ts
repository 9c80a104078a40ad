import createFetchClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './schema.ts'

export type { components, paths } from './schema.ts'

/** The resources of the API by name: `Resource<'Vulnerability'>`. */
export type Resource<Name extends keyof components['schemas']> = components['schemas'][Name]

export type PatchbayClient = Client<paths>

export interface ClientOptions {
  /** Address of the hub: `http://localhost:7282`. Empty in the hub's own web app. */
  readonly baseUrl?: string
  /** An API token; a browser sends its session cookie instead. */
  readonly token?: string
  readonly fetch?: (request: Request) => Promise<Response>
}

/** A typed client of the API. Each call answers `{ data }` or `{ error }`, a problem document; only the network throws. */
export function createClient({ baseUrl = '', token, fetch }: ClientOptions = {}): PatchbayClient {
  return createFetchClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  })
}
