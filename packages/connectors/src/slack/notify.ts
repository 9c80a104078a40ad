import { type Context, Fault, type Message } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { toSlackMessage } from './map.ts'
import { Accepted } from './schema.ts'

/** Posts into the channel of the webhook. Slack takes no id: a message that is tried again may appear twice, with the same words. */
export async function notify({ config, http }: Context<Config>, message: Message): Promise<void> {
  try {
    const { body } = await http.post({
      path: new URL(config.webhookUrl).pathname,
      json: toSlackMessage(message),
      answer: 'text',
    })
    if (!Accepted.safeParse(body).success) throw new Fault('contract', 'What answered is not Slack: it did not say "ok".')
  } catch (error) {
    throw explain(error)
  }
}
