import type { Context } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import type { Payload, Ping } from './schema.ts'

/** Sends one message. Any 2xx means that the receiver has it. */
export async function post({ config, http }: Context<Config>, id: string, payload: Payload | Ping): Promise<void> {
  const { pathname, search } = new URL(config.url)
  try {
    await http.post({ path: `${pathname}${search}`, headers: { 'webhook-id': id }, json: payload, answer: 'text' })
  } catch (error) {
    throw explain(error, config)
  }
}
