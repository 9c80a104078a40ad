import { type Call, readAuthorization } from '@patchbay/sdk/testing'
import { refuse } from './emulator-error.ts'

export interface JiraCredentials {
  /** The account of the API tokens. */
  readonly email: string
  readonly apiToken: string
  /** Of an account that may only browse. */
  readonly reader: { readonly email: string; readonly apiToken: string }
  /** A personal access token of Data Center, and one that has expired. */
  readonly personal: string
  readonly expired: string
}

export interface Caller {
  readonly name: string
  readonly email: string
  /** Of the account; queries are read in it. */
  readonly timeZone: string
  readonly writes: boolean
}

export const credentials: JiraCredentials = {
  email: 'patchbay@acme.example',
  apiToken: 'ATATT3xFfGF0-emulated-writer-0001',
  reader: { email: 'reader@acme.example', apiToken: 'ATATT3xFfGF0-emulated-reader-0002' },
  personal: 'NjA3MDM0-emulated-personal-0003',
  expired: 'NjA3MDM0-emulated-expired-0004',
}

const writer: Caller = { name: 'Patchbay', email: credentials.email, timeZone: 'America/New_York', writes: true }
const reader: Caller = { name: 'Reader', email: credentials.reader.email, timeZone: 'Asia/Kolkata', writes: false }

/** Cloud wants Basic with email and API token, Data Center a personal access token as bearer. */
export function callerOf(call: Call, flavour: 'cloud' | 'data-center'): Caller {
  const said = readAuthorization(call.headers)
  if (flavour === 'data-center') {
    if (said.kind === 'bearer' && said.token === credentials.personal) return writer
    return refuse(401, 'You are not authenticated. Authentication required to perform this operation.')
  }
  const known = [
    { caller: writer, token: credentials.apiToken },
    { caller: reader, token: credentials.reader.apiToken },
  ].find(({ caller, token }) => said.kind === 'basic' && said.username === caller.email && said.password === token)
  return known?.caller ?? refuse(401, 'Client must be authenticated to access this resource.')
}
