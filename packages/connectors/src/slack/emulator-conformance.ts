import type { ConformanceWorld, WorldOptions } from '@patchbay/sdk/testing'
import { createSlackEmulator } from './emulator.ts'

export default async function startConformanceWorld({ clock }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createSlackEmulator({ clock })
  const { webhooks } = emulator
  const endpoint = 'POST /services/{team}/{hook}/{token}'
  const field = 'webhookUrl'

  return {
    emulator,
    ways: [{ name: 'an incoming webhook', config: { webhookUrl: webhooks.ok }, notify: { endpoint } }],
    refusals: [
      { because: 'bad-credentials', what: 'a webhook that was removed', config: { webhookUrl: webhooks.no_service }, field },
      { because: 'bad-credentials', what: 'a webhook of another app', config: { webhookUrl: webhooks.invalid_token }, field },
      {
        because: 'under-privileged',
        what: 'a webhook an admin restricted',
        config: { webhookUrl: webhooks.action_prohibited },
        field,
      },
      {
        because: 'wrong-place',
        what: 'a webhook of an archived channel',
        config: { webhookUrl: webhooks.channel_is_archived },
        field,
        kind: 'missing',
      },
    ],
    secrets: Object.values(webhooks),
    unused: {},
    provoked: { [`${endpoint} 400`]: 'an empty message proves the webhook without posting' },
  }
}
