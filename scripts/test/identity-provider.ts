import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

/** Somebody the organisation knows. */
export interface Member {
  readonly email: string
  readonly name: string
  readonly groups: readonly string[]
  readonly emailVerified?: boolean
}

export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** By what they enter as their login; any password will do. Change it and the next sign-in brings the change. */
  readonly members: Map<string, Member>
}

const client = { id: 'patchbay', secret: 'a-secret-of-the-client' }

/** A certified OpenID provider on a loopback port, with its own login page. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const members = new Map<string, Member>()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The provider listens on no port.')
  const issuer = `http://127.0.0.1:${address.port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [`${issuer}/unused`] }],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of the test'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', use: 'sig', alg: 'RS256' }] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    findAccount: (_context, login) => {
      const member = members.get(login)
      if (member === undefined) return undefined
      const { email, name, groups, emailVerified = true } = member
      return { accountId: login, claims: async () => ({ sub: login, email, name, groups, email_verified: emailVerified }) }
    },
    // Nobody is asked whether Patchbay may know them.
    loadExistingGrant: async (context) => {
      const grant = new provider.Grant({ clientId: client.id, accountId: context.oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  // The hub's port is not known yet when the client is registered.
  Object.assign(provider.Client.prototype, { redirectUriAllowed: () => true })
  server.on('request', provider.callback())

  return {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    members,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
