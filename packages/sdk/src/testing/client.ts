import type { Context } from '../connector.ts'
import type { Http } from '../http.ts'
import type { Transport } from '../transport.ts'

/** Time and chance as the client gets them: waits jump instead of waiting. */
export interface ClientClock {
  /** Milliseconds since the epoch. */
  now(): number
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** At least 0, below 1. */
  random(): number
}

/** One try of one request. */
export interface ClientEvent {
  readonly method: string
  readonly url: string
  /** `null` when there was no answer. */
  readonly status: number | null
  /** Counts from 1. */
  readonly attempt: number
}

export interface ClientOptions {
  readonly clock: ClientClock
  /** Masked in every fault and log line of the client. */
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
  readonly log: Context<unknown>['log']
  readonly onRequest: (event: ClientEvent) => void
}

/** An HTTP client that may reach the loopback interface, where emulators live. */
export interface Client {
  readonly connect: (transport: Transport) => Http
  close(): Promise<void>
}

export type CreateClient = (options: ClientOptions) => Promise<Client>

// On the global object, because who provides it may have another copy of this module than who asks for it.
const place = Symbol.for('@patchbay/sdk/testing/client')

/** Says which HTTP client the conformance kit puts connectors to the test with: the one they run with in production. */
export function provideClient(create: CreateClient): void {
  Reflect.set(globalThis, place, create)
}

/** Throws when nobody provided one. */
export function providedClient(): CreateClient {
  const create: unknown = Reflect.get(globalThis, place)
  if (isCreateClient(create)) return create
  throw new Error(
    'The conformance kit has no HTTP client. Add the hub’s to the setup files of your Vitest configuration: ' +
      "setupFiles: ['patchbay/conformance-client'].",
  )
}

function isCreateClient(value: unknown): value is CreateClient {
  return typeof value === 'function'
}
