import { ConfigurationPlan } from '../../../usecases/configuration/resources.ts'
import { defineRoute, none } from '../../route.ts'
import { ConfigurationBody, sizesOf } from './input.ts'

export const planConfiguration = defineRoute({
  id: 'planConfiguration',
  method: 'POST',
  path: '/configuration/plan',
  summary: 'Say what applying a configuration file would do',
  description: 'Writes nothing and asks no vendor. Without the values of secrets, those that are saved count as unchanged.',
  permission: 'owner',
  // Values of secrets can be tried here, so it leaves a trace.
  audit: { event: 'configuration.planned', object: () => null, after: ({ body }) => ({ document: sizesOf(body.document) }) },
  params: none,
  query: none,
  body: ConfigurationBody,
  status: 200,
  response: ConfigurationPlan,
  handle: ({ body }, { configuration }) => configuration.plan(body),
})
