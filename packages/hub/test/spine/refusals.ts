import type { EndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import type { ConnectInput } from '../../src/usecases/commands.ts'

/** A request to connect Endor Labs that must be refused, and how. */
export interface Refusal {
  readonly what: string
  /** Changes to a request that would work. */
  readonly input?: Partial<ConnectInput>
  readonly config?: (endor: EndorLabsEmulator) => Readonly<Record<string, unknown>>
  readonly expected: {
    readonly kind: string
    readonly code: string
    readonly field: string
    readonly message: RegExp
    readonly remedy: RegExp
  }
  /** What this hub may reach. */
  readonly allowHosts?: string
}

/** Every way we know. */
export const refusals: readonly Refusal[] = [
  {
    what: 'a namespace that is not the key’s',
    config: () => ({ namespace: 'somebody-else' }),
    expected: {
      kind: 'invalid',
      code: 'check-permission',
      field: 'config.namespace',
      message: /refuses the namespace "somebody-else"/,
      remedy: /spelling/,
    },
  },
  {
    what: 'a key that does not exist',
    config: () => ({ apiKey: 'endr+wrong', apiSecret: 'endr+wrong' }),
    expected: {
      kind: 'invalid',
      code: 'check-credentials',
      field: 'config.apiKey',
      message: /did not accept/,
      remedy: /mistyped, revoked or expired/,
    },
  },
  {
    what: 'a key that has expired',
    config: ({ credentials: { expired } }) => ({ apiKey: expired.key, apiSecret: expired.secret }),
    expected: {
      kind: 'invalid',
      code: 'check-credentials',
      field: 'config.apiKey',
      message: /did not accept/,
      remedy: /expired/,
    },
  },
  {
    what: 'a key of another tenant',
    config: ({ credentials: { otherTenant } }) => ({ apiKey: otherTenant.key, apiSecret: otherTenant.secret }),
    expected: {
      kind: 'invalid',
      code: 'check-permission',
      field: 'config.namespace',
      message: /refuses the namespace "acme"/,
      remedy: /Read-Only/,
    },
  },
  {
    what: 'a key that may not read findings',
    config: ({ credentials: { underPrivileged } }) => ({ apiKey: underPrivileged.key, apiSecret: underPrivileged.secret }),
    expected: {
      kind: 'invalid',
      code: 'check-permission',
      field: 'config.apiKey',
      message: /may not read findings/,
      remedy: /Read-Only/,
    },
  },
  {
    what: 'a server that does not answer',
    config: () => ({ baseUrl: 'http://127.0.0.1:9' }),
    expected: {
      kind: 'upstream',
      code: 'check-unreachable',
      field: 'config.baseUrl',
      message: /could not be reached/,
      remedy: /Check the address/,
    },
  },
  {
    what: 'a private address that was not opened',
    allowHosts: '192.0.2.1',
    config: ({ url }) => ({ baseUrl: url.replace('http:', 'https:') }),
    expected: {
      kind: 'invalid',
      code: 'check-refused',
      field: 'config.baseUrl',
      message: /private or reserved address/,
      remedy: /PATCHBAY_ALLOW_HOSTS/,
    },
  },
  {
    what: 'plain http to a public address',
    config: () => ({ baseUrl: 'http://198.51.100.7' }),
    allowHosts: '192.0.2.1',
    expected: {
      kind: 'invalid',
      code: 'check-refused',
      field: 'config.baseUrl',
      message: /http:\/\/|private or reserved/,
      remedy: /PATCHBAY_ALLOW_HOSTS/,
    },
  },
  {
    what: 'the cloud’s metadata address, even when it was opened',
    allowHosts: '169.254.169.254,127.0.0.1',
    config: () => ({ baseUrl: 'http://169.254.169.254' }),
    expected: {
      kind: 'invalid',
      code: 'check-refused',
      field: 'config.baseUrl',
      message: /never be reached/,
      remedy: /address/,
    },
  },
  {
    what: 'a setting nobody knows',
    config: () => ({ namspace: 'acme' }),
    expected: {
      kind: 'invalid',
      code: 'config-invalid',
      field: 'config.namspace',
      message: /no setting "namspace"/,
      remedy: /Nothing was saved/,
    },
  },
  {
    what: 'a setting that is missing',
    config: () => ({ namespace: undefined }),
    expected: {
      kind: 'invalid',
      code: 'config-invalid',
      field: 'config.namespace',
      message: /Enter the namespace/,
      remedy: /Nothing was saved/,
    },
  },
  {
    what: 'a connector nobody knows',
    input: { connector: 'endor' },
    expected: {
      kind: 'invalid',
      code: 'connector-unknown',
      field: 'connector',
      message: /no connector "endor"/,
      remedy: /endor-labs/,
    },
  },
  {
    what: 'an empty label',
    input: { label: '  ' },
    expected: { kind: 'invalid', code: 'label-invalid', field: 'label', message: /1 to 100/, remedy: /name/ },
  },
  {
    what: 'a kind of finding nobody knows',
    input: { rules: { kinds: ['bug' as never] } },
    expected: { kind: 'invalid', code: 'rules-invalid', field: 'rules.kinds', message: /"bug"/, remedy: /dependency/ },
  },
  {
    what: 'rules that let nothing in',
    input: { rules: { kinds: [] } },
    expected: { kind: 'invalid', code: 'rules-invalid', field: 'rules.kinds', message: /nothing/, remedy: /at least one/ },
  },
  {
    what: 'a schedule of half an hour',
    input: { schedule: { sync: { everyHours: 0.5 } } },
    expected: {
      kind: 'invalid',
      code: 'schedule-invalid',
      field: 'schedule.sync.everyHours',
      message: /"0.5"/,
      remedy: /whole hours/,
    },
  },
  {
    what: 'a schedule on a day that never comes',
    input: { schedule: { discover: { cron: '0 3 30 2 *', timeZone: 'Europe/Berlin' } } },
    expected: {
      kind: 'invalid',
      code: 'schedule-invalid',
      field: 'schedule.discover.cron',
      message: /never comes/,
      remedy: /a day that exists/,
    },
  },
  {
    what: 'a time zone nobody knows',
    input: { schedule: { sync: { dailyAt: '02:30', timeZone: 'Europe/Bielefeld' } } },
    expected: {
      kind: 'invalid',
      code: 'schedule-invalid',
      field: 'schedule.sync.timeZone',
      message: /"Europe\/Bielefeld"/,
      remedy: /IANA/,
    },
  },
  {
    what: 'credentials whose end is over',
    input: { credentialsExpireAt: '2026-10-01T00:00:00.000Z' },
    expected: {
      kind: 'invalid',
      code: 'expiry-invalid',
      field: 'credentialsExpireAt',
      message: /not a time to come/,
      remedy: /time at which the credentials end/,
    },
  },
]
