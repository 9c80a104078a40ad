import { z } from 'zod'
import type {
  Account,
  ChangeRequests,
  Connector,
  Context,
  Coverage,
  DocumentExports,
  Exports,
  Harvest,
  Manifest,
  Scope,
  Tickets,
} from './connector.ts'
import { Fault } from './fault.ts'
import type {
  BranchHead,
  ChangeRequest,
  CommitPlace,
  FileReading,
  NewChangeRequest,
  PathList,
  PlatformAddress,
} from './model/change-request.ts'
import { documentFormats, documentLabels } from './model/document.ts'
import { kinds } from './model/kind.ts'
import type { Message } from './model/message.ts'
import type { Sighting } from './model/sighting.ts'
import type {
  Adopted,
  Family,
  Snapshot,
  SnapshotRepository,
  SnapshotScope,
  Upload,
  UploadLimits,
  UploadReceipt,
  UploadStatus,
  Written,
} from './model/snapshot.ts'
import type { RepositoryEvidence, Target } from './model/target.ts'
import type {
  NewTicket,
  Ticket,
  TicketComment,
  TicketGoal,
  TicketNews,
  TicketPlace,
  TicketProof,
  TicketQuestion,
} from './model/ticket.ts'
import type { Transport } from './transport.ts'

/** One thing wrong with a setting. */
export interface ConfigProblem {
  readonly field: string
  readonly message: string
}

/** What opening a connector needs from the hub: how to make an HTTP client of a transport, and where to log. */
export interface Wiring {
  readonly signal: AbortSignal
  readonly log: Context<unknown>['log']
  readonly connect: (transport: Transport) => Context<unknown>['http']
}

/** A connector with its settings filled in. The cursor is opaque here: what went out as JSON comes back as JSON. */
export interface Opened {
  readonly transport: Transport
  check(): Promise<Account>
  repositories?(): Harvest<RepositoryEvidence, Coverage<never>>
  discover?(): Harvest<Target, Coverage<never>>
  sync?(scope: Scope<unknown>): Harvest<Sighting, Coverage<unknown>>
  exports?: OpenedExports
  notify?(message: Message): Promise<void>
  tickets?: OpenedTickets
  changeRequests?: OpenedChangeRequests
}

/** `Exports` with the settings filled in. */
export interface OpenedExports {
  refuses(scope: SnapshotScope): string | undefined
  /** Absent where the hub writes standard documents. */
  write?(snapshot: Snapshot): AsyncGenerator<Written, void, void>
  send(upload: Upload): Promise<UploadReceipt>
  status?(ticket: unknown): Promise<UploadStatus>
}

/** `Tickets` with the settings filled in. */
export interface OpenedTickets {
  refuses(place: TicketPlace): string | undefined
  readonly settleSeconds: number
  create(ticket: NewTicket): Promise<Ticket>
  comment(id: string, comment: TicketComment): Promise<void>
  move(id: string, to: TicketGoal): Promise<Ticket>
  read(question: TicketQuestion): AsyncGenerator<readonly TicketNews[], void, void>
  readonly hook?: {
    proof(): TicketProof | undefined
    about(body: unknown): string | undefined
  }
}

/** `ChangeRequests` with the settings filled in. */
export interface OpenedChangeRequests {
  refuses(repository: SnapshotRepository): string | undefined
  renovate?(): PlatformAddress
  head(repository: SnapshotRepository): Promise<BranchHead>
  list(place: CommitPlace, wants: (path: string) => boolean): Promise<PathList>
  read(place: CommitPlace, path: string): Promise<FileReading>
  find(repository: SnapshotRepository, source: string): Promise<ChangeRequest | null>
  open(request: NewChangeRequest): Promise<ChangeRequest>
  status(id: string): Promise<ChangeRequest>
  comment(id: string, comment: TicketComment): Promise<void>
}

/** What a connector can do: the functions it has. */
export const capabilities = ['repositories', 'discover', 'sync', 'exports', 'notify', 'tickets', 'changeRequests'] as const

export type Capability = (typeof capabilities)[number]

/** What the hub has to know of a destination before it is opened. */
export interface ExportFacts {
  /** Every family there may be; of standard documents, one a format. */
  readonly families: readonly Family[]
  readonly limits: UploadLimits
  /** The document the destination writes itself; absent where the hub writes standard ones. */
  readonly document?: Pick<Exports<unknown>, 'mediaType' | 'extension'>
  /** Whether these settings, as they are kept and without secrets, want documents of the family. */
  readonly wants: (family: string, settings: Readonly<Record<string, unknown>>) => boolean
  /** Reads another product's description of such a destination. */
  readonly adopt: (foreign: unknown) => Adopted | undefined
}

/** A connector with its types closed over: what the hub holds. No union of connectors, no casts. */
export interface Plugin {
  readonly manifest: Manifest
  /** JSON Schema (draft 2020-12) of the settings; secrets carry `secret: true`. */
  readonly configSchema: Readonly<Record<string, unknown>>
  /** Names of the settings that are secrets. */
  readonly secrets: readonly string[]
  readonly capabilities: readonly Capability[]
  /** Of destinations. */
  readonly exportFacts?: ExportFacts
  /** Empty when the settings are good. Unknown settings are problems too. */
  readonly validate: (config: unknown) => readonly ConfigProblem[]
  /** Throws `config` when the settings do not validate. Opening makes no request. */
  readonly open: (config: unknown, wiring: Wiring) => Opened
}

/** Closes over a connector's own types. A connector's `index.ts` has this as its default export. */
export function defineConnector<C extends z.ZodObject, K extends z.ZodType = z.ZodNever>(connector: Connector<C, K>): Plugin {
  const strict = strictly(connector.config)

  return {
    manifest: connector.manifest,
    configSchema: z.toJSONSchema(strict, { io: 'input' }),
    secrets: Object.entries(connector.config.shape).flatMap(([name, field]) => (isSecret(field) ? [name] : [])),
    capabilities: capabilities.filter((name) => connector[name] !== undefined),
    ...(connector.exports && { exportFacts: exportFactsOf(connector.exports) }),
    validate: (config) => problems(strict.safeParse(config)),
    open: (config, wiring) => {
      const parsed = strict.safeParse(config)
      if (!parsed.success) throw configFault(problems(parsed))
      const settings = connector.config.parse(config)
      const transport = connector.transport(settings)
      const context = { config: settings, http: wiring.connect(transport), signal: wiring.signal, log: wiring.log }
      const { check, repositories, discover, sync, exports, notify, tickets, changeRequests } = connector
      return {
        transport,
        check: () => check(context),
        ...(repositories && { repositories: () => repositories(context) }),
        ...(discover && { discover: () => discover(context) }),
        ...(sync && { sync: (scope) => sync(context, { ...scope, cursor: readCursor(connector.cursor, scope.cursor) }) }),
        ...(exports && { exports: openExports(exports, context) }),
        ...(notify && { notify: (message) => notify(context, message) }),
        ...(tickets && { tickets: openTickets(tickets, context) }),
        ...(changeRequests && { changeRequests: openChangeRequests(changeRequests, context) }),
      }
    },
  }
}

function exportFactsOf<C>(exports: Exports<C> | DocumentExports<C>): ExportFacts {
  const { limits } = exports
  const adopt = (foreign: unknown) => exports.adopt?.(foreign)
  if ('documents' in exports) {
    const wants: ExportFacts['wants'] = (family, settings) => exports.documents(settings).some((format) => format === family)
    return { families: documentFamilies, limits, wants, adopt }
  }
  const { families, mediaType, extension } = exports
  return { families, limits, document: { mediaType, extension }, wants: () => true, adopt }
}

const documentFamilies: readonly Family[] = documentFormats.map((id) => ({
  id,
  label: documentLabels[id],
  kinds,
  format: id,
}))

function openExports<C>(exports: Exports<C> | DocumentExports<C>, context: Context<C>): OpenedExports {
  const { refuses, send, status } = exports
  return {
    refuses: (scope) => refuses?.(context.config, scope),
    ...('write' in exports && { write: (snapshot: Snapshot) => exports.write(context.config, snapshot) }),
    send: (upload) => send(context, upload),
    ...(status && { status: (ticket: unknown) => status(context, ticket) }),
  }
}

function openTickets<C>({ hook, ...tickets }: Tickets<C>, context: Context<C>): OpenedTickets {
  return {
    refuses: (place) => tickets.refuses(context.config, place),
    settleSeconds: tickets.settleSeconds,
    create: (ticket) => tickets.create(context, ticket),
    comment: (id, comment) => tickets.comment(context, id, comment),
    move: (id, to) => tickets.move(context, id, to),
    read: (question) => tickets.read(context, question),
    ...(hook && { hook: { proof: () => hook.proof(context.config), about: hook.about } }),
  }
}

function openChangeRequests<C>(requests: ChangeRequests<C>, context: Context<C>): OpenedChangeRequests {
  const { renovate } = requests
  return {
    refuses: (repository) => requests.refuses(context.config, repository),
    ...(renovate && { renovate: () => renovate(context.config) }),
    head: (repository) => requests.head(context, repository),
    list: (place, wants) => requests.list(context, place, wants),
    read: (place, path) => requests.read(context, place, path),
    find: (repository, source) => requests.find(context, repository, source),
    open: (request) => requests.open(context, request),
    status: (id) => requests.status(context, id),
    comment: (id, comment) => requests.comment(context, id, comment),
  }
}

/** A strict copy forgets what the schema says about itself, such as the alternatives a form offers. */
function strictly<C extends z.ZodObject>(config: C) {
  const about = config.meta()
  const strict = config.strict()
  return about === undefined ? strict : strict.meta(about)
}

/** A cursor of an older shape is no error: the run lists everything instead. */
function readCursor<K extends z.ZodType>(schema: K | undefined, cursor: unknown): z.output<K> | undefined {
  if (schema === undefined || cursor === undefined) return undefined
  const parsed = schema.safeParse(cursor)
  return parsed.success ? parsed.data : undefined
}

function isSecret(field: unknown): boolean {
  return field instanceof z.ZodType && field.meta()?.['secret'] === true
}

function problems(result: z.ZodSafeParseResult<unknown>): readonly ConfigProblem[] {
  if (result.success) return []
  return result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((field) => ({
        field,
        message: `There is no setting "${field}". Check its spelling or leave it out.`,
      }))
    }
    return [{ field: issue.path.join('.') || 'config', message: sentence(issue.message) }]
  })
}

/** The schema library's words for a setting that is not there tell nobody anything. */
function sentence(message: string): string {
  return message.endsWith('received undefined') ? 'This is needed.' : message
}

function configFault(list: readonly ConfigProblem[]): Fault {
  const [first] = list
  return new Fault('config', list.map((p) => `${p.field}: ${p.message}`).join(' '), first && { field: first.field })
}
