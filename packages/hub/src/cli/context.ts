import type { PatchbayClient } from '@patchbay/client'
import type { Command } from 'commander'
import { connectTo, type HubAddress, hubAddress } from './hub.ts'
import type { Terminal } from './terminal.ts'

/** What commands get instead of the process. */
export interface CliContext {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  /** Aborts when the user asks to stop. */
  readonly signal: AbortSignal
}

/** Options every command has. */
export interface CommonOptions {
  readonly json?: boolean
}

/** The hub the command line or the environment names. */
export function addressFor(command: Command, context: CliContext): HubAddress {
  const { url } = command.optsWithGlobals<{ readonly url?: string }>()
  return hubAddress(context.environment, url)
}

/** A client of that hub. */
export function clientFor(command: Command, context: CliContext): PatchbayClient {
  return connectTo(addressFor(command, context))
}
