import { Fault } from '@patchbay/sdk'
import { createBrowse } from '../../src/compose/browse.ts'
import type { DeliverDeps } from '../../src/usecases/notify/deliver.ts'
import { type Chat, createChat } from './chat.ts'
import type { Stage } from './stage.ts'
import { createVendor, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

/** A hub that tells people. */
export interface TellingHub {
  readonly world: World
  readonly vendor: Vendor
  readonly chat: Chat
  readonly chatId: number
  /** Everything that was told so far, once a minute has passed for what gathers. */
  told(): Promise<readonly string[]>
}

/** A scanner that is not connected yet, and a chat that is. */
export async function tellingHub(stage: Stage, more: readonly Chat[] = []): Promise<TellingHub> {
  const vendor = createVendor('alpha')
  const chat = createChat('chat')
  const world = await stage.world([vendor, chat.plugin, ...more.map(({ plugin }) => plugin)])
  const chatId = await join(world, chat)
  const told = async () => {
    stage.pass({ minutes: 1 })
    await world.deliver()
    return chat.told.map(({ title }) => title)
  }
  return { world, vendor, chat, chatId, told }
}

/** Connects a chat; everything is told through it from then on. */
export async function join(world: World, { id }: Chat): Promise<number> {
  const config = { token: 'token-of-the-chat' }
  return (await world.commands.connections.create({ connector: id, label: id, config }, tester)).connectionId
}

export const browse = (stage: Stage) => createBrowse({ database: stage.database, plugins: new Map(), now: stage.now })

/** The log, newest first. */
export async function log(stage: Stage) {
  return (await browse(stage).notifications.list({}, { limit: 50, sort: '-raisedAt' })).items
}

/** Delivering without opening connections. */
export function depsOf({ now }: Stage, world: World, chats: readonly Chat[]): DeliverDeps {
  return {
    store: world.store,
    plugins: new Map(chats.map(({ id, plugin }) => [id, plugin])),
    now,
    log: { error: () => undefined },
    publicUrl: 'https://hub.test',
    open: (_connection, plugin, signal) => {
      const refuse = () => Promise.reject(new Error('No network.'))
      const http = { get: refuse, post: refuse, put: refuse, patch: refuse, delete: refuse, graphql: refuse, upload: refuse }
      const log = { info: () => undefined, warn: () => undefined }
      return plugin.open({ token: 'token-of-the-chat' }, { signal, log, connect: () => http })
    },
  }
}

export const down = (kind: 'unreachable' | 'credentials') => new Fault(kind, `Trouble: ${kind}.`, { remedy: 'Mend it.' })
