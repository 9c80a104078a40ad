import { defineConnector, Fault, type FaultKind, type Message, type Plugin } from '@patchbay/sdk'
import { z } from 'zod'

/** A connector that tells people, and keeps what it told. No network. */
export interface Chat {
  readonly id: string
  readonly plugin: Plugin
  /** What arrived, in order. */
  readonly told: Message[]
  /** Every try, those that failed among them. */
  readonly tries: Message[]
  /** What each try runs into from now on; `undefined` for nothing. */
  trouble: FaultKind | ((message: Message) => Promise<void> | void) | undefined
}

export function createChat(id: string): Chat {
  const chat: Chat = { id, told: [], tries: [], trouble: undefined, plugin: defineConnector(connector(id, () => chat)) }
  return chat
}

function connector(id: string, chat: () => Chat) {
  return {
    manifest: {
      id,
      name: `Chat ${id}`,
      category: 'chat' as const,
      stage: 'stable' as const,
      summary: 'A chat made up for tests.',
      brings: [],
      leavesOut: [],
      steps: [],
      documentation: 'https://chat.test/docs',
      mark: { letters: 'CH', color: '#000000' },
      families: [],
    },
    config: z.object({ token: z.string().min(1).meta({ secret: true }) }),
    transport: () => ({ baseUrl: 'https://chat.test', auth: { kind: 'none' as const } }),
    check: async () => ({ sees: 'a channel', warnings: [] }),
    notify: async ({ config }: { readonly config: { readonly token: string } }, message: Message) => {
      const { trouble, tries, told } = chat()
      tries.push(message)
      if (typeof trouble === 'function') await trouble(message)
      else if (trouble !== undefined)
        throw new Fault(trouble, `No: ${trouble} for ${config.token}.`, { status: 503, remedy: 'Mend it.' })
      told.push(message)
    },
  }
}
