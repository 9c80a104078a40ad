import { ConfigurationDocument } from '../../../usecases/configuration/document.ts'
import { defineRoute, none } from '../../route.ts'

export const getConfiguration = defineRoute({
  id: 'getConfiguration',
  method: 'GET',
  path: '/configuration',
  summary: 'Show the configuration as one document',
  description:
    'It can be applied as it is. No secret is in it: each is a reference to an environment variable that whoever applies it sets.',
  permission: 'owner',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: ConfigurationDocument,
  handle: (_call, { configuration }) => configuration.read(),
})
