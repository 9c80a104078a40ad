import { type Context, Fault } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { type Deployment, deployment, deploymentList } from './schema.ts'

/**
 * The one organization the token belongs to. Lists want its slug in some places and its number in others. A token without the
 * scope Web API is told that the address does not exist (404): that is a lack of permission.
 */
export async function readDeployment({ http }: Context<Config>): Promise<Deployment> {
  const { body } = await http.get('/api/v1/deployments').catch(explainScope)
  const { deployments } = readAnswer(deploymentList, body, 'Semgrep’s list of deployments')
  const [first] = deployments
  if (first !== undefined) return readAnswer(deployment, first, 'Semgrep’s deployment')
  throw new Fault('config', 'The token belongs to no Semgrep organization.', {
    field: 'token',
    remedy: 'Create a token in the organization whose findings should be read, under Settings > Tokens.',
  })
}

function explainScope(error: unknown): never {
  if (!(error instanceof Fault) || (error.kind !== 'missing' && error.kind !== 'permission')) throw error
  const { status } = error.details
  throw new Fault(
    'permission',
    'The token may not use Semgrep’s Web API.',
    {
      field: 'token',
      remedy: 'Create an API token with the scope Web API under Settings > Tokens. Tokens for the CLI and for CI lack it.',
      ...(status !== undefined && { status }),
    },
    error,
  )
}
