import { type Answer, type Call, EarlyAnswer, readAuthorization } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'

/** Tokens of every sort a user can come with; all go into `Authorization: Bearer …`. */
export interface SemgrepCredentials {
  /** API token with the Web API scope. */
  readonly api: string
  /** Token for CI runs (Agent scope): every endpoint is 404 to it. */
  readonly agent: string
  /** Deleted by an admin. */
  readonly revoked: string
  /** Good, but of another customer's deployment. */
  readonly otherTenant: string
}

export interface SemgrepDeployment {
  readonly id: number
  readonly name: string
  readonly slug: string
}

export interface Access {
  readonly credentials: SemgrepCredentials
  /** The one deployment a token sees. Throws 401 for a bad token and 404 for one of the wrong scope. */
  deployment(call: Call): SemgrepDeployment
  /** The same, and 404 unless it is the one in the path, by slug or by id. */
  enter(call: Call, by: 'slug' | 'id'): SemgrepDeployment
  /** Key of the rate limit. */
  nameOf(call: Call): string
  revoke(): void
}

export const home: SemgrepDeployment = { id: 48_213, name: 'Acme', slug: 'acme' }
export const foreign: SemgrepDeployment = { id: 51_877, name: 'Globex', slug: 'globex' }

const credentials: SemgrepCredentials = {
  api: 'sgp_emulator_web_api_0000000000000001',
  agent: 'sgp_emulator_agent_000000000000000002',
  revoked: 'sgp_emulator_revoked_0000000000000003',
  otherTenant: 'sgp_emulator_other_tenant_00000000004',
}

export function createAccess(): Access {
  const deployments = new Map([
    [credentials.api, home],
    [credentials.otherTenant, foreign],
  ])
  let revoked = false

  function deployment(call: Call): SemgrepDeployment {
    const token = tokenOf(call)
    if (revoked) throw new EarlyAnswer(problem(401))
    if (token === credentials.agent) throw new EarlyAnswer(problem(404))
    const found = deployments.get(token)
    if (!found) throw new EarlyAnswer(problem(401))
    return found
  }

  return {
    credentials,
    deployment,
    enter: (call, by) => {
      const found = deployment(call)
      if (call.params['deployment'] !== String(found[by])) throw new EarlyAnswer(problem(404))
      return found
    },
    nameOf: tokenOf,
    revoke: () => {
      revoked = true
    },
  }
}

function tokenOf(call: Call): string {
  const authorization = readAuthorization(call.headers)
  return authorization.kind === 'bearer' ? authorization.token : ''
}

/** Nothing numeric is published; the limit is there to be switched on. */
export function tooMany(seconds: number | null): Answer {
  const answer = problem(429)
  return seconds === null ? answer : { ...answer, headers: { 'retry-after': String(seconds) } }
}
