import { type Account, type Context, Fault } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { explain } from './explain.ts'

/**
 * Proves the webhook without posting: to an empty message Slack says that it has no text, but only where the webhook exists. Other
 * webhooks it does not know (403, 404) or has closed (410).
 */
export async function check({ config, http }: Context<Config>): Promise<Account> {
  const { host, pathname } = new URL(config.webhookUrl)
  try {
    await http.post({ path: pathname, json: {}, answer: 'text' })
  } catch (error) {
    if (isProof(error)) return { sees: `The webhook exists at ${host}. Nothing was posted`, warnings: [] }
    throw explain(error)
  }
  throw new Fault('contract', `What answers at ${host} is not Slack: it took a message without text.`, {
    field: 'webhookUrl',
    remedy: 'Copy the webhook URL again from Incoming Webhooks of your Slack app.',
  })
}

/** Faults hold the words of the answer at their end. */
function isProof(error: unknown): boolean {
  return error instanceof Fault && error.details.status === 400 && /: (?:no_text|invalid_payload)$/.test(error.message)
}
