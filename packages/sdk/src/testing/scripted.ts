import type { Coverage, Harvest, Page } from '../connector.ts'
import { Fault } from '../fault.ts'
import type { Http, HttpAnswer, HttpRequest, Query } from '../http.ts'
import type { Opened, Plugin } from '../plugin.ts'
import type { Transport } from '../transport.ts'

/** What is answered: the parts of an answer that matter (200 and no headers otherwise), or a failure. */
export type ScriptedReply = Partial<HttpAnswer> | Fault

/** Replies by path below the base URL, for links with their query string; a function decides by the query. */
export type Script = Readonly<Record<string, ScriptedReply | ((query: Query) => ScriptedReply)>>

export interface Scripted {
  readonly opened: Opened
  /** Every request, in the order they were made. */
  readonly asked: readonly HttpRequest[]
}

/**
 * Opens a connector over replies written down in a test: no server, no retries, only GET. For mapping cases; how it gets along
 * with the vendor is the conformance kit's to say. What the script does not have is answered with 404.
 */
export function openScripted(plugin: Plugin, config: unknown, script: Script): Scripted {
  const asked: HttpRequest[] = []

  function connect(baseUrl: string): Http {
    async function get(given: HttpRequest | string): Promise<HttpAnswer> {
      const request = typeof given === 'string' ? { path: given } : given
      asked.push(request)
      const path = request.path.startsWith(baseUrl) ? request.path.slice(baseUrl.length) : request.path
      const scripted = script[path]
      const reply = typeof scripted === 'function' ? scripted(request.query ?? {}) : scripted
      if (reply === undefined) throw new Fault('missing', `The script has no ${path}.`, { status: 404 })
      if (reply instanceof Fault) throw reply
      return { status: 200, headers: {}, body: null, ...reply }
    }
    const unused = () => Promise.reject(new Error('A scripted connector can only GET.'))
    return { get, post: unused, put: unused, patch: unused, delete: unused, graphql: unused, upload: unused }
  }

  return { asked, opened: openOver(plugin, config, ({ baseUrl }) => connect(baseUrl)).opened }
}

/** Opens a connector over a client that a test wrote; `warned` fills with what it warns of. */
export function openOver(plugin: Plugin, config: unknown, connect: (transport: Transport) => Http) {
  const warned: string[] = []
  const log = { info: () => {}, warn: (message: string) => void warned.push(message) }
  return { opened: plugin.open(config, { signal: new AbortController().signal, log, connect }), warned }
}

/** Runs a listing to its end and gives everything it yielded. Throws what it throws, and when the connector has no such verb. */
export async function collect<T>(harvest: Harvest<T, Coverage<unknown>> | undefined) {
  if (harvest === undefined) throw new Error('The connector has no such verb.')
  const pages: Page<T>[] = []
  for (;;) {
    const step = await harvest.next()
    if (!step.done) {
      pages.push(step.value)
      continue
    }
    return {
      pages,
      items: pages.flatMap(({ items }) => items),
      unreadable: pages.flatMap(({ unreadable = [] }) => unreadable),
      oddities: pages.flatMap(({ oddities = [] }) => oddities),
      coverage: step.value,
    }
  }
}
