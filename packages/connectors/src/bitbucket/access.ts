import { Fault } from '@patchbay/sdk'
import type { Config } from './config.ts'

/** How Bitbucket Cloud is read. */
export interface CloudAccess {
  readonly product: 'cloud'
  /** `https://api.bitbucket.org/2.0`. */
  readonly baseUrl: string
  readonly credentials:
    | { readonly kind: 'api-token'; readonly email: string; readonly apiToken: string }
    | { readonly kind: 'access-token'; readonly token: string }
  /** `null` reads every workspace of the person; access tokens cannot list workspaces and always have one. */
  readonly workspace: string | null
}

/** How Bitbucket Data Center is read. */
export interface DataCenterAccess {
  readonly product: 'data-center'
  /** `https://host[/context]/rest/api/latest`. */
  readonly baseUrl: string
  readonly token: string
}

export type Access = CloudAccess | DataCenterAccess

/**
 * Which of the two products the settings are for, told by the credentials: Data Center knows neither emails nor workspaces, so
 * an email or a workspace means Cloud, and a token without either means Data Center.
 */
export function accessOf({ email, apiToken, workspace, token, baseUrl }: Config): Access {
  if (email !== undefined && apiToken !== undefined) {
    const credentials = { kind: 'api-token' as const, email, apiToken }
    return { product: 'cloud', baseUrl: cloudRoot(baseUrl), credentials, workspace: workspace ?? null }
  }
  if (token === undefined) throw new Fault('config', 'There are no credentials for Bitbucket.', { field: 'apiToken' })
  if (workspace === undefined) return { product: 'data-center', baseUrl: dataCenterRoot(baseUrl), token }
  return { product: 'cloud', baseUrl: cloudRoot(baseUrl), credentials: { kind: 'access-token', token }, workspace }
}

/** The setting that holds the token in use. */
export function tokenField(access: Access): 'apiToken' | 'token' {
  return access.product === 'cloud' && access.credentials.kind === 'api-token' ? 'apiToken' : 'token'
}

function cloudRoot(baseUrl: string): string {
  return `${baseUrl.replace(/\/2\.0$/, '')}/2.0`
}

function dataCenterRoot(baseUrl: string): string {
  return `${baseUrl.replace(/\/rest(?:\/api(?:\/(?:latest|\d+\.\d+))?)?$/, '')}/rest/api/latest`
}
