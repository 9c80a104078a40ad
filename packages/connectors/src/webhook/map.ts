import type { Message } from '@patchbay/sdk'
import type { Payload } from './schema.ts'

/** A message as the receiver gets it; its id travels in the header `webhook-id`. */
export function toPayload({ type, at, urgency, title, text, url, facts, data }: Message): Payload {
  return { type, timestamp: at, urgency, title, text, url, facts: [...facts], data }
}
