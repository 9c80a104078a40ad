import { HubSettings } from '../../../usecases/browse/resources/settings.ts'
import { defineRoute, none } from '../../route.ts'

export const getSettings = defineRoute({
  id: 'getSettings',
  method: 'GET',
  path: '/settings',
  summary: 'Show the settings of the hub',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: HubSettings,
  handle: (_call, { browse }) => browse.settings(),
})
