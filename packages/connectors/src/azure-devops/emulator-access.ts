import { type Answer, type Call, EarlyAnswer, readAuthorization } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'

/** Tokens of every sort a user can come with. */
export interface AzureDevOpsCredentials {
  /** Reads code and projects. */
  readonly token: string
  /** Reads projects only. */
  readonly projectsOnly: string
  /** Reads work items only. */
  readonly workItemsOnly: string
  /** Its last day has passed. */
  readonly expired: string
}

export type Scope = 'vso.code' | 'vso.project'

/** How a request with a bad token gets to the sign-in page: it is the answer, or the answer leads there. */
export type SignIn = 'page' | 'redirect'

export interface Access {
  readonly credentials: AzureDevOpsCredentials
  /** Throws the way to the sign-in page for a token that is not good, and the 403 for one without the scope. Returns the user. */
  check(call: Call, scope?: Scope): string
  revoke(): void
  /** Shows the sign-in page in that way also to callers that asked to be spared. */
  insistOnSignIn(how: SignIn): void
}

const credentials: AzureDevOpsCredentials = {
  token: 'emulatorreader0000000000000000000000000000000000001a',
  projectsOnly: 'emulatorprojects00000000000000000000000000000000002b',
  workItemsOnly: 'emulatorworkitems0000000000000000000000000000000003c',
  expired: 'emulatorexpired000000000000000000000000000000000004d',
}

const granted = new Map<string, readonly string[]>([
  [credentials.token, ['vso.code', 'vso.project']],
  [credentials.projectsOnly, ['vso.project']],
  [credentials.workItemsOnly, ['vso.work']],
])

export function createAccess(signIn: SignIn): Access {
  let revoked = false
  let insisted: SignIn | undefined

  return {
    credentials,
    check: (call, scope) => {
      const scopes = revoked ? undefined : granted.get(tokenOf(call))
      if (!scopes) throw new EarlyAnswer(insisted === undefined && isSpared(call) ? unauthorized : toSignIn(insisted ?? signIn))
      if (scope !== undefined && !scopes.includes(scope)) throw new EarlyAnswer(problem(403))
      return 'Patchbay'
    },
    revoke: () => {
      revoked = true
    },
    insistOnSignIn: (how) => {
      insisted = how
    },
  }
}

/** The user name may be anything; the token is the password. */
function tokenOf(call: Call): string {
  const authorization = readAuthorization(call.headers)
  return authorization.kind === 'basic' ? authorization.password : ''
}

const unauthorized: Answer = { status: 401, headers: { 'www-authenticate': 'Basic realm="https://dev.azure.com/"' } }

/** Programs may say that they are none of those who sign in on a page. */
function isSpared(call: Call): boolean {
  return call.headers['x-tfs-fedauthredirect']?.toLowerCase() === 'suppress'
}

function toSignIn(how: SignIn): Answer {
  if (how === 'redirect') return { status: 302, headers: { location: 'https://spsprodweu1.vssps.visualstudio.com/_signin' } }
  const text =
    '<!DOCTYPE html><html lang="en-US"><head><title>Azure DevOps Services | Sign In</title></head><body></body></html>'
  return { status: 203, headers: { 'content-type': 'text/html; charset=utf-8' }, text }
}
