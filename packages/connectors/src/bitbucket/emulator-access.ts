import { type Call, EarlyAnswer, readAuthorization } from '@patchbay/sdk/testing'
import { cloudProblem, serverProblem } from './emulator-error.ts'

/** Credentials of every sort, of both products. */
export interface BitbucketCredentials {
  /** Of the Atlassian account the API tokens belong to. */
  readonly email: string
  /** Reads repositories and workspaces of all workspaces but the last. */
  readonly apiToken: string
  /** The same account's, with a scope for pull requests only. */
  readonly pullRequestsOnly: string
  /** Access token of the first workspace. */
  readonly workspaceToken: string
  /** HTTP access token of Data Center. */
  readonly serverToken: string
}

/** Who makes a request to Bitbucket Cloud. */
export interface CloudCaller {
  readonly kind: 'account' | 'workspace'
  /** Key of the rate limit. */
  readonly name: string
  readonly scopes: readonly string[]
  /** Short names of the workspaces it is in. */
  readonly workspaces: readonly string[]
}

export interface Access {
  readonly credentials: BitbucketCredentials
  /** Throws the 401 for credentials that are not good, and the 403 for those without the scope. */
  cloud(call: Call, scope: string): CloudCaller
  /** Throws the 401. Returns the key of the rate limit. */
  server(call: Call): string
  revoke(): void
}

const credentials: BitbucketCredentials = {
  email: 'patchbay@acme.example',
  apiToken: 'ATATT3xEmulatorReader000000001',
  pullRequestsOnly: 'ATATT3xEmulatorPullRequests002',
  workspaceToken: 'ATCTT3xEmulatorWorkspace000003',
  serverToken: 'BBDC-EmulatorServerToken000004',
}

export const scopes = {
  repositories: 'read:repository:bitbucket',
  workspaces: 'read:workspace:bitbucket',
  user: 'read:user:bitbucket',
} as const

export function createAccess(workspaces: readonly string[]): Access {
  const account = { kind: 'account', name: 'patchbay', workspaces: workspaces.slice(0, -1) } as const
  const accounts = new Map<string, CloudCaller>([
    [credentials.apiToken, { ...account, scopes: Object.values(scopes) }],
    [credentials.pullRequestsOnly, { ...account, scopes: ['read:pullrequest:bitbucket'] }],
  ])
  const workspace: CloudCaller = {
    kind: 'workspace',
    name: 'workspace token',
    scopes: [scopes.repositories],
    workspaces: workspaces.slice(0, 1),
  }
  let revoked = false

  /** API tokens come with the account's email, access tokens alone. */
  function cloudCaller(call: Call): CloudCaller | undefined {
    const given = readAuthorization(call.headers)
    if (given.kind === 'bearer') return given.token === credentials.workspaceToken ? workspace : undefined
    if (given.kind !== 'basic' || given.username !== credentials.email) return undefined
    return accounts.get(given.password)
  }

  return {
    credentials,
    cloud: (call, scope) => {
      const caller = revoked ? undefined : cloudCaller(call)
      if (!caller) throw new EarlyAnswer(cloudProblem(401))
      if (caller.scopes.includes(scope)) return caller
      throw new EarlyAnswer(cloudProblem(403, undefined, { required: [scope], granted: [...caller.scopes] }))
    },
    server: (call) => {
      const given = readAuthorization(call.headers)
      if (!revoked && given.kind === 'bearer' && given.token === credentials.serverToken) return 'server token'
      throw new EarlyAnswer(serverProblem(401))
    },
    revoke: () => {
      revoked = true
    },
  }
}
