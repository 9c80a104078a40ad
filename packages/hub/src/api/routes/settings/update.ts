import { HubSettings, HubSettingsChange } from '../../../usecases/browse/resources/settings.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const updateSettings = defineRoute({
  id: 'updateSettings',
  method: 'PATCH',
  path: '/settings',
  summary: 'Change settings of the hub',
  description: 'What is left out stays as it is.',
  permission: 'owner',
  audit: { event: 'settings.updated', object: () => null, before: (_call, { browse }) => browse.settings() },
  params: none,
  query: none,
  body: HubSettingsChange,
  status: 200,
  response: HubSettings,
  handle: async (call, { commands, browse }) => {
    await commands.settings.update(call.body, actorOf(call))
    return browse.settings()
  },
})
