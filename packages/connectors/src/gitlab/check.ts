import { type Account, type Context, Fault, type Http } from '@patchbay/sdk'
import { collectOddities, instant, readAnswer, textOrNull } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { countProjects } from './list.ts'
import { accessToken, user } from './schema.ts'

interface TokenFacts {
  readonly name: string | null
  readonly expiresAt: string | null
  /** `null` where GitLab does not tell. */
  readonly scopes: readonly string[] | null
}

const unknown: TokenFacts = { name: null, expiresAt: null, scopes: null }

/** Says whose token it is, how many projects it sees, and until when. */
export async function check({ config, http }: Context<Config>): Promise<Account> {
  try {
    const { name, expiresAt, scopes } = await aboutToken(http)
    const { username } = readAnswer(user, (await http.get('/user')).body, 'GitLab’s answer to /user')
    const count = await countProjects(http)
    return {
      sees: count === null ? 'more than 10,000 projects' : `${count} ${count === 1 ? 'project' : 'projects'}`,
      identity: name === null ? username : `${username} (token "${name}")`,
      ...(expiresAt !== null && { expiresAt }),
      warnings: [
        ...(count === 0 ? ['The token sees no project yet. Make its user a member of the groups that should be matched.'] : []),
        ...(writes(config) && scopes?.includes('api') === false
          ? ['The token lacks the scope api: it can open no issues and no merge requests. GitLab cannot add it later.']
          : []),
      ],
    }
  } catch (error) {
    throw explain(error, config)
  }
}

function writes({ issues, mergeRequests }: Config): boolean {
  return issues || mergeRequests
}

/** OAuth tokens are refused here with 400, and older servers have no such endpoint: neither says anything against the token. */
async function aboutToken(http: Http): Promise<TokenFacts> {
  try {
    const { body } = await http.get('/personal_access_tokens/self')
    const { name, expires_at: day, scopes } = readAnswer(accessToken, body, 'GitLab’s answer about the token')
    return { name: textOrNull(name, 100), expiresAt: lastMoment(day), scopes: scopes ?? null }
  } catch (error) {
    if (error instanceof Fault && (error.kind === 'config' || error.kind === 'missing')) return unknown
    throw error
  }
}

/** A token stops working when its last day begins, in UTC. */
function lastMoment(day: string | null | undefined): string | null {
  return day ? instant(`${day}T00:00:00Z`, 'expires_at', collectOddities().note) : null
}
