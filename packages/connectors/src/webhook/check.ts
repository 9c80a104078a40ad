import { randomUUID } from 'node:crypto'
import type { Account, Context } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { post } from './post.ts'

/** Sends a message of the type `ping`: the only thing that shows that the receiver is there and accepts the signature. */
export async function check(context: Context<Config>): Promise<Account> {
  const { url, secret } = context.config
  // Each ping is a message of its own: a receiver that drops repetitions must not drop the second check.
  await post(context, `ping_${randomUUID()}`, { type: 'ping', data: {} })
  return {
    sees: `Messages are accepted at ${new URL(url).host}`,
    warnings:
      secret === undefined
        ? ['Messages are not signed: the receiver cannot tell whether one is from Patchbay. Enter a signing secret.']
        : [],
  }
}
