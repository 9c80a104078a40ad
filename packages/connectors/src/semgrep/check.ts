import { type Account, type Context, Fault } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { readDeployment } from './deployment.ts'
import { projectPageSize, readProjects } from './lists.ts'

/** Reads the organization and its first projects, and says which setting is wrong when something is. */
export async function check(context: Context<Config>): Promise<Account> {
  try {
    const { name, slug } = await readDeployment(context)
    const projects = (await readProjects(context, slug, 0)).length
    const number = projects < projectPageSize ? `${projects}` : `at least ${projects}`
    return {
      sees: `${number} project${projects === 1 ? '' : 's'} of ${name || slug}`,
      warnings: projects === 0 ? ['There is no project yet. Scan a repository with Semgrep, then run discover again.'] : [],
    }
  } catch (error) {
    throw await explain(error, context)
  }
}

async function explain(error: unknown, context: Context<Config>): Promise<unknown> {
  if (!(error instanceof Fault)) return error
  const { baseUrl } = context.config
  const facts = { ...(error.details.status !== undefined && { status: error.details.status }) }
  if (error.kind === 'credentials') {
    const remedy =
      'It is mistyped, revoked or expired. Create an API token with the scope Web API under Settings > Tokens, and enter it.'
    return new Fault('credentials', 'Semgrep did not accept the token.', { ...facts, field: 'token', remedy }, error)
  }
  if (error.kind === 'unreachable') {
    const remedy = `Check the address, and that this server may open connections to it. ${error.message}`
    return new Fault(
      'unreachable',
      `Semgrep could not be reached at ${baseUrl}.`,
      { ...facts, field: 'baseUrl', remedy },
      error,
    )
  }
  // Semgrep says 404 to a token of the wrong sort; so does every server that is not Semgrep.
  if (facts.status === 404 && !(await isAlive(context))) {
    const remedy = `Enter https://semgrep.dev, or your own address if you are a single-tenant customer.`
    return new Fault('config', `There is no Semgrep at ${baseUrl}.`, { ...facts, field: 'baseUrl', remedy }, error)
  }
  return error
}

async function isAlive({ http }: Context<Config>): Promise<boolean> {
  try {
    await http.get('/api/v1/ping')
    return true
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return error.kind === 'credentials' || error.kind === 'permission'
  }
}
