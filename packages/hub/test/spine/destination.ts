import { buffer } from 'node:stream/consumers'
import {
  type DocumentFormat,
  defineConnector,
  type Family,
  type Plugin,
  type Snapshot,
  type Upload,
  type UploadLimits,
  type UploadStatus,
  type Written,
} from '@patchbay/sdk'
import { z } from 'zod'

/** A destination that takes snapshots and does what the test tells it to. No network. */
export interface Destination {
  readonly id: string
  readonly plugin: Plugin
  /** Documents that arrived, in this order. */
  readonly received: Received[]
  /** Called when a document is to be sent; by default it is named, put and taken. */
  send: (upload: Upload, put: () => Promise<void>) => Promise<{ readonly ticket: unknown; readonly status: UploadStatus }>
  /** Answers for an upload by its ticket. */
  status: (ticket: unknown) => UploadStatus
  /** Tickets that were asked after. */
  readonly asked: unknown[]
  /** What `check` throws. */
  refusal: Error | undefined
  /** How often `check` was called. */
  checks: number
}

export interface Received {
  readonly uploadId: string
  readonly scope: Upload['scope']
  readonly findings: readonly {
    readonly id: string
    readonly name: string
    readonly decision: string | null
    readonly sources: readonly string[]
  }[]
  readonly text: string
  readonly before: unknown
}

const apart: readonly Family[] = [
  { id: 'sca', label: 'Dependencies', kinds: ['dependency', 'container'] },
  { id: 'sast', label: 'Code', kinds: ['code'] },
]
const together: readonly Family[] = [{ id: 'san', label: 'All', kinds: ['secret', 'code', 'dependency'], grouped: true }]

const config = z.object({ token: z.string().min(1).meta({ secret: true }), place: z.string().optional() })

export const taken: UploadStatus = { state: 'success', word: 'SUCCESS', info: null, remedy: null, counts: { incoming: 1 } }
export const pending: UploadStatus = { state: 'pending', word: 'PENDING', info: null, remedy: null, counts: {} }

export interface DestinationOptions {
  readonly limits?: Partial<UploadLimits>
  /** Findings with this name break its schema. */
  readonly breaking?: string
  /** It takes code and dependencies in one document, kind by kind. */
  readonly grouped?: true
  /** It stores these standard documents instead of writing its own; may be changed while it is used. */
  readonly documents?: readonly DocumentFormat[]
}

/** Makes a destination; `id` is its connector's. */
export function createDestination(id: string, options: DestinationOptions = {}): Destination {
  const destination: Omit<Destination, 'plugin'> = {
    id,
    received: [],
    asked: [],
    refusal: undefined,
    checks: 0,
    send: async (upload, put) => {
      await put()
      return { ticket: upload.uploadId, status: taken }
    },
    status: () => taken,
  }
  const limits = { perDay: 3, refreshHours: 24, findings: null, concurrency: 2, ...options.limits }
  const plugin = defineConnector({
    manifest: {
      id,
      name: `Destination ${id}`,
      category: 'destination',
      stage: 'stable',
      summary: 'A destination made up for tests.',
      brings: [],
      leavesOut: [],
      steps: [],
      documentation: 'https://vendor.test/docs',
      mark: { letters: 'DE', color: '#000000' },
      families: [],
    },
    config,
    transport: () => ({ baseUrl: 'https://vendor.test', auth: { kind: 'none' } }),
    check: async () => {
      destination.checks += 1
      if (destination.refusal) throw destination.refusal
      return { sees: 'everything', warnings: [] }
    },
    exports: {
      ...(options.documents
        ? { documents: () => options.documents ?? [] }
        : {
            families: options.grouped ? together : apart,
            mediaType: 'application/x-ndjson',
            extension: '.ndjson',
            write: (settings: { readonly token: string }, snapshot: Snapshot) =>
              lines(snapshot, options.breaking, settings.token),
          }),
      limits,
      refuses: (_, scope) => (scope.repository.fullName.includes('refused') ? 'This repository is refused.' : undefined),
      send: async (_, upload) => {
        const put = async () => void destination.received.push(await receive(upload))
        return destination.send(upload, put)
      },
      status: async (_, ticket) => {
        destination.asked.push(ticket)
        return destination.status(ticket)
      },
      adopt: (foreign) => {
        const parsed = z.object({ theirs: z.object({ key: z.string() }), propagate: z.boolean() }).safeParse(foreign)
        if (!parsed.success) return undefined
        return { label: 'Theirs', config: { token: parsed.data.theirs.key }, propagate: parsed.data.propagate }
      },
    },
  })
  return Object.assign(destination, { plugin })
}

async function* lines(snapshot: Snapshot, breaking: string | undefined, token: string): AsyncGenerator<Written, void, void> {
  // A connector that leaks its key by mistake.
  yield { text: `${JSON.stringify({ scope: snapshot.scope.id, key: token })}\n` }
  for await (const page of snapshot.findings) {
    for (const finding of page) {
      if (finding.name === breaking) yield { leftOut: { finding: finding.id, reason: 'It breaks the schema.' } }
      else yield { text: `${JSON.stringify(finding)}\n`, findings: 1 }
    }
  }
}

async function receive(upload: Upload): Promise<Received> {
  const text = (await buffer(upload.content.read())).toString()
  if (Buffer.byteLength(text) !== upload.content.size) throw new Error('The size of the content is not what was said.')
  const [, ...rows] = upload.scope.family.startsWith('s') && text.includes('"scope"') ? text.trimEnd().split('\n') : []
  const findings = rows.map((row) => {
    const { id, name, decision, sources } = JSON.parse(row)
    return {
      id,
      name,
      decision: decision?.kind ?? null,
      sources: sources.map((source: { connector: string }) => source.connector),
    }
  })
  return { uploadId: upload.uploadId, scope: upload.scope, findings, text, before: upload.before }
}
