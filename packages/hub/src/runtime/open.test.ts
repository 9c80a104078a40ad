import { defineConnector, Fault, type Plugin } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createOutbound } from './http/outbound.ts'
import { json, type LocalServer, serve, testClock, text } from './http/testing/local.ts'
import { type OpenedConnection, openConnection } from './open.ts'

const token = 'sesame-open-1234'

interface Behaviour {
  readonly check?: (
    http: { get(path: string): Promise<{ body: unknown }> },
    settings: { readonly token: string },
    log: (message: string, fields?: Record<string, unknown>) => void,
  ) => Promise<void>
}

function plugin(behaviour: Behaviour = {}): Plugin {
  return defineConnector({
    manifest: {
      id: 'acme',
      name: 'Acme',
      category: 'scanner',
      stage: 'beta',
      summary: '',
      brings: [],
      leavesOut: [],
      steps: [],
      documentation: 'https://acme.example',
      mark: { letters: 'AC', color: '#000' },
      families: [],
    },
    config: z.object({ baseUrl: z.string(), token: z.string().min(1).meta({ secret: true }) }),
    transport: (config) => ({ baseUrl: config.baseUrl, auth: { kind: 'bearer', token: config.token } }),
    check: async ({ http, config, log }) => {
      await behaviour.check?.(http, config, log.warn)
      const { body } = await http.get('/me')
      return { sees: JSON.stringify(body), warnings: [] }
    },
    discover: async function* ({ http, config }) {
      yield { items: [{ ref: '1', name: 'one', tags: [], attributes: {} }] }
      await http.get('/fails')
      throw new Error(`out of ${config.token}`)
    },
  })
}

interface Open {
  readonly connection: OpenedConnection
  readonly lines: unknown[]
}

function open(server: LocalServer, behaviour: Behaviour = {}, secrets: Record<string, string> = { token }): Open {
  const lines: unknown[] = []
  const connection = openConnection({
    plugin: plugin(behaviour),
    config: { baseUrl: server.url },
    secrets,
    outbound: createOutbound({ allowHosts: '127.0.0.1', clock: testClock() }),
    signal: new AbortController().signal,
    log: { info: (...line) => lines.push(line), warn: (...line) => lines.push(line) },
  })
  return { connection, lines }
}

describe('openConnection', () => {
  it('opens a connector that can speak to its vendor, and counts what it asks', async () => {
    await using server = await serve([text('', 503), json({ name: 'ada' })])
    const { connection } = open(server)

    const account = await connection.connector.check()

    expect(account.sees).toBe('{"name":"ada"}')
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${token}`)
    expect(connection.counts()).toEqual({
      requests: 2,
      retries: 1,
      unanswered: 0,
      waitedMs: 1000,
      statuses: { 200: 1, 503: 1 },
    })
  })

  it('raises config for settings that do not validate', async () => {
    await using server = await serve(json({}))

    expect(() => open(server, {}, { token: '' })).toThrow(
      expect.objectContaining({ kind: 'config', details: { field: 'token' } }),
    )
  })

  it('hands log lines on in pino’s order, without secrets', async () => {
    await using server = await serve(json({}))
    const { connection, lines } = open(server, {
      check: async (_http, settings, log) => log('Odd answer', { header: `Bearer ${settings.token}` }),
    })

    await connection.connector.check()

    expect(lines).toEqual([[{ header: 'Bearer [redacted]' }, 'Odd answer']])
  })

  it('lets no secret out in a vendor’s error, a connector’s fault or a bug', async () => {
    await using server = await serve(json({ message: `Key ${token} is unknown` }, 401))
    const { connection, lines } = open(server)
    const fault = await connection.connector.check().catch((error: unknown) => error)
    const own = open(server, {
      check: async (_http, settings) => {
        throw new Fault('config', `no ${settings.token}`, { remedy: settings.token })
      },
    })
    const ownFault = await own.connection.connector.check().catch((error: unknown) => error)

    expect(fault).toMatchObject({ kind: 'credentials', message: expect.stringContaining('Key [redacted] is unknown') })
    expect(ownFault).toMatchObject({ kind: 'config', message: 'no [redacted]', details: { remedy: '[redacted]' } })
    expect(everythingIn([fault, ownFault, lines])).not.toContain(token)
  })

  it('cleans what a listing throws after its first page', async () => {
    await using server = await serve(json({}))
    const { connection } = open(server)
    const pages: unknown[] = []

    const failure = await (async () => {
      for await (const page of connection.connector.discover?.() ?? []) pages.push(page)
    })().catch((error: unknown) => error)

    expect(pages).toHaveLength(1)
    expect(failure).toMatchObject({ message: 'out of [redacted]' })
    expect(everythingIn([failure])).not.toContain(token)
  })

  it('lets no exchanged token out either', async () => {
    await using server = await serve([json({ token: 'issued-987654' }), json({ message: 'issued-987654 lacks a scope' }, 403)])
    const exchanging = defineConnector({
      ...plugin(),
      config: z.object({ baseUrl: z.string(), token: z.string().meta({ secret: true }) }),
      transport: ({ baseUrl }) => ({
        baseUrl,
        auth: { kind: 'exchange', url: '/token', method: 'POST', read: (answer) => answer as { token: string } },
      }),
      check: async ({ http }) => {
        await http.get('/me')
        return { sees: '', warnings: [] }
      },
    })
    const connection = openConnection({
      plugin: exchanging,
      config: { baseUrl: server.url },
      secrets: { token },
      outbound: createOutbound({ allowHosts: '127.0.0.1', clock: testClock() }),
      signal: new AbortController().signal,
      log: { info: () => {}, warn: () => {} },
    })

    const fault = await connection.connector.check().catch((error: unknown) => error)

    expect(fault).toMatchObject({ kind: 'permission', message: expect.stringContaining('[redacted] lacks a scope') })
    expect(everythingIn([fault])).not.toContain('issued-987654')
  })
})

/** Every text reachable from these values: messages, stacks, causes, fields. */
function everythingIn(values: readonly unknown[]): string {
  const texts: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value)
    if (typeof value !== 'object' || value === null) return
    for (const name of Reflect.ownKeys(value)) visit(Reflect.get(value, name))
  }
  values.forEach(visit)
  return texts.join('\n')
}
