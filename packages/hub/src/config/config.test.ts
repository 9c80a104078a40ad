import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from './config.ts'

const oidc = {
  PATCHBAY_OIDC_ISSUER: 'https://login.example.com/tenant/',
  PATCHBAY_OIDC_CLIENT_ID: 'patchbay',
  PATCHBAY_OIDC_CLIENT_SECRET: 'a-client-secret',
}

describe('settings', () => {
  it.each([
    ['half a provider', { PATCHBAY_OIDC_ISSUER: 'https://x.example' }, 'PATCHBAY_OIDC_CLIENT_SECRET is missing'],
    ['an issuer that is no address', { ...oidc, PATCHBAY_OIDC_ISSUER: 'login' }, 'PATCHBAY_OIDC_ISSUER is "login"'],
    ['a role nobody knows', { ...oidc, PATCHBAY_OIDC_ROLE_MAPPING: 'security=admin' }, 'has "security=admin"'],
    ['a group without a role', { ...oidc, PATCHBAY_OIDC_ROLE_MAPPING: 'security' }, 'has "security"'],
    ['a program that is looked up somewhere', { PATCHBAY_RENOVATE: 'renovate' }, 'PATCHBAY_RENOVATE is "renovate"'],
    ['passwords off and no other way in', { PATCHBAY_PASSWORD_SIGN_IN: 'off' }, 'nobody but owners could sign in'],
  ])('refuses %s', (_title, environment, words) => {
    expect(() => readSettings(environment)).toThrow(words)
  })

  it('needs no variable at all', () => {
    const { config, secrets } = readSettings({})

    expect(config).toEqual({
      dataFolder: join(homedir(), '.patchbay'),
      host: '127.0.0.1',
      port: 7282,
      publicUrl: undefined,
      trustProxy: false,
      allowHosts: '',
      connectors: [],
      databasePool: 10,
      logLevel: 'info',
      passwordSignIn: true,
      requireTwoFactor: false,
      feeds: true,
      metrics: true,
    })
    expect(secrets).toEqual({
      databaseUrl: undefined,
      secretKey: undefined,
      admin: undefined,
      bootstrapToken: undefined,
      proxy: undefined,
      renovate: undefined,
      oidc: undefined,
    })
  })

  it('reads every variable', () => {
    const { config, secrets } = readSettings({
      PATCHBAY_DATA: 'data',
      PATCHBAY_HOST: '0.0.0.0',
      PATCHBAY_PORT: '0',
      PATCHBAY_PUBLIC_URL: 'https://patchbay.example.com/',
      PATCHBAY_TRUST_PROXY: '10.0.0.0/8',
      PATCHBAY_ALLOW_HOSTS: 'git.internal,10.1.0.0/16',
      PATCHBAY_CONNECTORS: 'patchbay-connector-one, two',
      PATCHBAY_DATABASE_POOL: '20',
      PATCHBAY_LOG_LEVEL: 'debug',
      PATCHBAY_FEEDS: 'off',
      PATCHBAY_RENOVATE: '/opt/renovate/bin/renovate',
      PATCHBAY_METRICS: 'off',
      PATCHBAY_PASSWORD_SIGN_IN: 'off',
      PATCHBAY_REQUIRE_TWO_FACTOR: 'true',
      ...oidc,
      PATCHBAY_OIDC_NAME: 'Acme',
      PATCHBAY_OIDC_SCOPES: 'openid email groups',
      PATCHBAY_OIDC_GROUPS_CLAIM: 'roles',
      PATCHBAY_OIDC_ROLE_MAPPING: 'owners=owner, security = writer',
      PATCHBAY_OIDC_DEFAULT_ROLE: 'reader',
      DATABASE_URL: 'postgresql://hub@db/hub',
      PATCHBAY_SECRET_KEY: 'a passphrase that is long',
      PATCHBAY_ADMIN_EMAIL: 'mira@example.com',
      PATCHBAY_ADMIN_PASSWORD: 'correct horse battery',
      PATCHBAY_BOOTSTRAP_TOKEN: 'token-for-automation-1',
      HTTPS_PROXY: 'http://me:pw@proxy.corp:3128',
      NO_PROXY: '.corp',
    })

    expect(config).toEqual({
      dataFolder: resolve('data'),
      host: '0.0.0.0',
      port: 0,
      publicUrl: 'https://patchbay.example.com',
      trustProxy: '10.0.0.0/8',
      allowHosts: 'git.internal,10.1.0.0/16',
      connectors: ['patchbay-connector-one', 'two'],
      databasePool: 20,
      logLevel: 'debug',
      passwordSignIn: false,
      requireTwoFactor: true,
      feeds: false,
      metrics: false,
    })
    expect(secrets.admin).toEqual({ email: 'mira@example.com', password: 'correct horse battery' })
    expect(secrets.bootstrapToken).toBe('token-for-automation-1')
    expect(secrets.renovate).toEqual({
      executable: '/opt/renovate/bin/renovate',
      environment: { HTTPS_PROXY: 'http://me:pw@proxy.corp:3128', NO_PROXY: '.corp' },
    })
    expect(secrets.proxy).toEqual({ url: 'http://me:pw@proxy.corp:3128', except: '.corp' })
    expect(secrets.databaseUrl).toBe('postgresql://hub@db/hub')
    expect(secrets.oidc).toEqual({
      name: 'Acme',
      issuer: 'https://login.example.com/tenant',
      clientId: 'patchbay',
      clientSecret: 'a-client-secret',
      scopes: ['openid', 'email', 'groups'],
      groupsClaim: 'roles',
      roleMapping: new Map([
        ['owners', 'owner'],
        ['security', 'writer'],
      ]),
      defaultRole: 'reader',
    })
  })

  it('takes an empty variable for an unset one', () => {
    expect(readSettings({ PATCHBAY_PORT: ' ', DATABASE_URL: '' })).toEqual(readSettings({}))
  })

  it('tells everything that is wrong at once, and what would be right', () => {
    const wrong = () =>
      readSettings({ PATCHBAY_PORT: '99999', PATCHBAY_LOG_LEVEL: 'loud', PATCHBAY_PUBLIC_URL: 'patchbay.example.com' })

    expect(wrong).toThrow(
      'The configuration is not right:\n' +
        '  PATCHBAY_PORT is "99999", but must be a whole number from 0 to 65535.\n' +
        '  PATCHBAY_PUBLIC_URL is "patchbay.example.com", but must be like https://patchbay.example.com.\n' +
        '  PATCHBAY_LOG_LEVEL is "loud", but must be one of fatal, error, warn, info, debug, trace.',
    )
  })

  it('never repeats a secret that is wrong', () => {
    const wrong = () =>
      readSettings({
        PATCHBAY_ADMIN_EMAIL: 'mira@example.com',
        PATCHBAY_ADMIN_PASSWORD: 'hunter2',
        PATCHBAY_BOOTSTRAP_TOKEN: 'tiny',
      })

    expect(wrong).toThrow(/PATCHBAY_ADMIN_PASSWORD must have 12 to 128 characters; it has 7/)
    expect(wrong).toThrow(/PATCHBAY_BOOTSTRAP_TOKEN must have 20 to 200 characters without spaces; it has 4/)
    expect(wrong).not.toThrow(/hunter2|tiny/)
  })

  it('refuses an address without a password', () => {
    expect(() => readSettings({ PATCHBAY_ADMIN_EMAIL: 'mira@example.com' })).toThrow(/set both or neither/)
  })
})
