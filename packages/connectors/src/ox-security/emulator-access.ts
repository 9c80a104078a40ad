import { type Answer, type Call, EarlyAnswer } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'

/** API keys of every sort a user can come with. They go bare into `Authorization`, without a scheme. */
export interface OxCredentials {
  /** Of type "API Integration". */
  readonly integration: string
  /** Of another type, made for the vendor's own pipeline agent: the API is forbidden to it. */
  readonly pipeline: string
  /** Its expiration date has passed. */
  readonly expired: string
  /** Good, but of another organisation, which has neither applications nor issues. */
  readonly otherTenant: string
}

/** How a bad key is turned away: the vendor documents neither status nor body. */
export interface AccessBehaviour {
  badKey: 401 | 403
  badKeyBody: 'json' | 'text'
}

export type Organization = 'acme' | 'globex'

export interface Access {
  readonly credentials: OxCredentials
  /** Throws the refusal for a key that is not good. */
  organization(call: Call): Organization
  /** Key of the rate limit. */
  nameOf(call: Call): string
  revoke(): void
}

const credentials: OxCredentials = {
  integration: 'oxk_emulator_integration_00000000000001',
  pipeline: 'oxk_emulator_pipeline_000000000000000002',
  expired: 'oxk_emulator_expired_0000000000000000003',
  otherTenant: 'oxk_emulator_other_tenant_000000000004',
}

export function createAccess(behaviour: AccessBehaviour): Access {
  let revoked = false

  function turnAway(): Answer {
    if (behaviour.badKeyBody === 'json') return problem(behaviour.badKey)
    return { status: behaviour.badKey, headers: { 'content-type': 'text/plain' }, text: 'Invalid or expired API key\n' }
  }

  return {
    credentials,
    organization: (call) => {
      const key = call.headers['authorization'] ?? ''
      if (key === credentials.pipeline && !revoked) throw new EarlyAnswer(problem(403))
      if (revoked || (key !== credentials.integration && key !== credentials.otherTenant)) throw new EarlyAnswer(turnAway())
      return key === credentials.integration ? 'acme' : 'globex'
    },
    nameOf: (call) => call.headers['authorization'] ?? '',
    revoke: () => {
      revoked = true
    },
  }
}
