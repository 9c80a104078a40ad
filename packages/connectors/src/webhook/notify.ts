import type { Context, Message } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { toPayload } from './map.ts'
import { post } from './post.ts'

/** Tells the receiver. A message that is sent again has the same id, so that the receiver can tell. */
export function notify(context: Context<Config>, message: Message): Promise<void> {
  return post(context, message.id, toPayload(message))
}
