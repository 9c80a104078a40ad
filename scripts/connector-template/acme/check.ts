import { type Account, type Context, Fault } from '@patchbay/sdk'
import { collectOddities, instant, readAnswer, textOrNull } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { listPages, organizationPath } from './list.ts'
import { account } from './schema.ts'

/** Proves the token, counts what it sees, and says which setting is wrong when something is. */
export async function check({ config, http }: Context<Config>): Promise<Account> {
  try {
    const me = readAnswer(account, (await http.get('/v1/me')).body, 'Acme Security’s answer to /v1/me')
    const first = await listPages(http, organizationPath(config.organization, 'projects')).next()
    const more = first.value?.next !== undefined
    const identity = textOrNull(me.name, 200)
    const expiresAt = instant(me.token_expires_at, 'token_expires_at', collectOddities().note)
    return {
      sees: `${more ? 'at least ' : ''}${first.value?.value.length ?? 0} projects of ${config.organization}`,
      ...(identity !== null && { identity }),
      ...(expiresAt !== null && { expiresAt }),
      warnings: [],
    }
  } catch (error) {
    throw explain(error, config)
  }
}

/** Says a fault in terms of the settings. */
function explain(error: unknown, { organization }: Config): unknown {
  if (!(error instanceof Fault)) return error
  if (error.kind === 'credentials') {
    const remedy = 'It is mistyped, revoked or expired. Create a new one under Settings > API tokens, and enter it.'
    return new Fault('credentials', 'Acme Security did not accept the token.', { field: 'token', remedy }, error)
  }
  if (error.kind === 'permission') {
    const remedy = 'Create a token with the scope read.'
    return new Fault('permission', 'The token may not read projects.', { field: 'token', remedy }, error)
  }
  if (error.kind === 'missing') {
    const remedy = 'Check its spelling, and that the token belongs to it.'
    return new Fault('config', `There is no organization "${organization}".`, { field: 'organization', remedy }, error)
  }
  return error
}
