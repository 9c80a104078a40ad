import type { z } from 'zod'
import type { Http } from './http.ts'
import type {
  BranchHead,
  ChangeRequest,
  CommitPlace,
  FileReading,
  NewChangeRequest,
  PathList,
  PlatformAddress,
} from './model/change-request.ts'
import type { DocumentFormat } from './model/document.ts'
import type { Kind } from './model/kind.ts'
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

/** What a connector is, for people and for the hub. Pure data. */
export interface Manifest {
  /** Same as the folder's name; kebab-case; never changes. */
  readonly id: string
  readonly name: string
  readonly category: 'scanner' | 'source-control' | 'destination' | 'ticketing' | 'chat'
  readonly stage: 'stable' | 'beta'
  /** One sentence for the card. */
  readonly summary: string
  /** What comes in and what does not, for the Overview tab. */
  readonly brings: readonly string[]
  readonly leavesOut: readonly string[]
  /** Numbered steps to get the credentials in the vendor's product. */
  readonly steps: readonly string[]
  /** Link to the vendor's documentation. */
  readonly documentation: string
  /** Two letters and a colour for the mark when `icon` is not in the icon set. */
  readonly mark: { readonly icon?: string; readonly letters: string; readonly color: string }
  /** Families this source can report, each with the vendor's word for it. Empty for connectors that are not sources. */
  readonly families: readonly { readonly kind: Kind; readonly label: string; readonly byDefault: boolean }[]
  /**
   * Whether the vendor keeps a finding's id from scan to scan. `stable`: findings are recognised by it.
   * `unstable`: by evidence; such a listing starts over after a crash instead of resuming.
   */
  readonly findingIds?: 'stable' | 'unstable'
  /** How many targets one call of `sync` takes. Default 1; `all` for vendors that only list organisation-wide. */
  readonly targetsPerSync?: number | 'all'
}

/** What `check` found out. Shown before anything is imported. */
export interface Account {
  /** One line: "2 namespaces, 214 projects". */
  readonly sees: string
  /** Who the key belongs to, where the vendor tells. */
  readonly identity?: string
  /** When the credentials expire, ISO 8601, where the vendor tells. */
  readonly expiresAt?: string
  /** Things that work less well than they could: "no permission to read secret alerts". */
  readonly warnings: readonly string[]
}

/** A row of the vendor's answer that could not be read. It does not sink the page; the run is then not complete. */
export interface Unreadable {
  readonly externalId: string | null
  /** `Target.ref`, where known. */
  readonly target?: string
  /** Path of the field, e.g. `spec.level`. */
  readonly path: string
  readonly message: string
}

/** Something odd that did not stop the row from being read, such as an enum value nobody documented. */
export interface Oddity {
  readonly path: string
  readonly value: string
}

/** A batch as it arrived from the vendor. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly unreadable?: readonly Unreadable[]
  readonly oddities?: readonly Oddity[]
  /** Where a run that dies after this page can go on. Opaque to the hub; handed back as `Scope.resume`. */
  readonly position?: string
  /** Rows the vendor held back at our request, by reason: `kind-not-selected`. Counted, so that "why is it not here" has an answer. */
  readonly filtered?: Readonly<Record<string, number>>
}

/** Batches as they arrive; the return value says how much was seen. Forgetting it does not compile. */
export type Harvest<T, R> = AsyncGenerator<Page<T>, R, void>

/** A part of a scope that was deliberately not looked at. Nothing in it is closed. */
export interface Gap {
  /** `Target.ref`; absent means every target of the scope. */
  readonly target?: string
  /** Absent means every family. */
  readonly family?: Kind
  /** Sentence for people: "code scanning is not enabled". */
  readonly reason: string
}

/** How much of the scope a finished listing saw. Only what was seen completely may close a finding. */
export type Coverage<Cursor> =
  | { readonly kind: 'complete'; readonly cursor?: Cursor; readonly gaps?: readonly Gap[] }
  /** Only what changed since the cursor. `gone` are the `externalId`s the vendor says no longer exist. */
  | {
      readonly kind: 'changes'
      readonly cursor: Cursor
      readonly gone: readonly { readonly target: string; readonly externalId: string }[]
    }
  | { readonly kind: 'partial'; readonly missing: string }

/** What to read in one call of `sync`. */
export interface Scope<Cursor> {
  /** Never empty; as many as `Manifest.targetsPerSync`. */
  readonly targets: readonly Target[]
  /** Families the operator wants. */
  readonly kinds: readonly Kind[]
  /** From the last finished run of the same scope; absent asks for a full listing. */
  readonly cursor?: Cursor
  /** `position` of the last page that was stored before the run was interrupted. */
  readonly resume?: string
}

/** What a connector gets instead of globals. */
export interface Context<Config> {
  readonly config: Config
  readonly http: Http
  readonly signal: AbortSignal
  readonly log: {
    /** Static sentence plus fields; secrets in neither. */
    info(message: string, fields?: Readonly<Record<string, unknown>>): void
    warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  }
}

interface Destination<Config> {
  readonly limits: UploadLimits
  /** A sentence when this destination can do nothing with the scope, such as a repository it cannot know. */
  readonly refuses?: (config: Config, scope: SnapshotScope) => string | undefined
  /** Hands over one document. Tried again after a `retried` fault, so a second call with the same `uploadId` must do no harm. */
  readonly send: (context: Context<Config>, upload: Upload) => Promise<UploadReceipt>
  /** Asks how an upload is getting on, with the ticket of its receipt or of `begun`. Absent where `send` answers for good. */
  readonly status?: (context: Context<Config>, ticket: unknown) => Promise<UploadStatus>
  /** Reads another product's description of such a destination, so that people can bring theirs; `undefined` when it is none. */
  readonly adopt?: (foreign: unknown) => Adopted | undefined
}

/** How a destination takes findings: a document is written, looked at, kept, and only then sent. */
export interface Exports<Config> extends Destination<Config> {
  readonly families: readonly Family[]
  readonly mediaType: string
  /** With the dot: `.json`. */
  readonly extension: string
  /** Pure and streaming: the same snapshot gives the same text, and no more than a page of it is in memory. */
  readonly write: (config: Config, snapshot: Snapshot) => AsyncGenerator<Written, void, void>
}

/**
 * How a destination takes standard documents, which the hub writes: each format is a family of its own (`Family.format`) with all
 * kinds of finding. An upload without content stands for a format that has no document for nothing.
 */
export interface DocumentExports<Config> extends Destination<Config> {
  /** The formats it wants, by the settings as they are kept: not parsed, and without secrets. */
  readonly documents: (settings: Readonly<Record<string, unknown>>) => readonly DocumentFormat[]
}

/** How a tracker takes work: tickets are opened, followed, commented and closed. Everything may be tried again. */
export interface Tickets<Config> {
  /** A sentence when these settings open no ticket there, such as a public repository; `undefined` when they do. */
  readonly refuses: (config: Config, place: TicketPlace) => string | undefined
  /** Seconds after which a ticket that was created is found by its marker. The hub waits that long before it tries again. */
  readonly settleSeconds: number
  /** Finds the ticket with the marker, or creates it. */
  readonly create: (context: Context<Config>, ticket: NewTicket) => Promise<Ticket>
  /** Adds the comment unless one with its marker is there. */
  readonly comment: (context: Context<Config>, id: string, comment: TicketComment) => Promise<void>
  /** Closes or opens a ticket; one that is there already is left alone. Answers what it is then. */
  readonly move: (context: Context<Config>, id: string, to: TicketGoal) => Promise<Ticket>
  /** What became of tickets, a page at a time. */
  readonly read: (context: Context<Config>, question: TicketQuestion) => AsyncGenerator<readonly TicketNews[], void, void>
  /** Absent where the tracker does not call when a ticket changes. */
  readonly hook?: TicketHook<Config>
}

/** How a tracker says by itself that a ticket changed. */
export interface TicketHook<Config> {
  /** `undefined` while the settings have no secret: calls are turned away then. */
  readonly proof: (config: Config) => TicketProof | undefined
  /** `Ticket.id` of what the call is about, from its parsed body; `undefined` when it is about something else. Never throws. */
  readonly about: (body: unknown) => string | undefined
}

/**
 * How a source-control platform takes changes of manifests: read at a commit of the default branch, proposed as one commit on a branch of
 * its own, and followed until they are merged or closed. Nothing is ever written to the default branch. Everything may be tried again.
 */
export interface ChangeRequests<Config> {
  /** A sentence when these settings open no change request there; `undefined` when they do. */
  readonly refuses: (config: Config, repository: SnapshotRepository) => string | undefined
  /** Where Renovate finds the platform; absent where it does not know it. No request is made for it, and nothing secret is in it. */
  readonly renovate?: (config: Config) => PlatformAddress
  /** Throws `config` where the platform has another repository of that name, or an empty one. */
  readonly head: (context: Context<Config>, repository: SnapshotRepository) => Promise<BranchHead>
  /** Paths that `wants` takes, of those that are listed: there is a limit to how many files a repository may have. */
  readonly list: (context: Context<Config>, place: CommitPlace, wants: (path: string) => boolean) => Promise<PathList>
  readonly read: (context: Context<Config>, place: CommitPlace, path: string) => Promise<FileReading>
  /** The request of that branch, whatever became of it; `null` for none. */
  readonly find: (context: Context<Config>, repository: SnapshotRepository, source: string) => Promise<ChangeRequest | null>
  /**
   * Finds the request of that branch, whatever became of it, or creates what is missing of branch, commit and request. Throws `config`
   * where the branch holds something else.
   */
  readonly open: (context: Context<Config>, request: NewChangeRequest) => Promise<ChangeRequest>
  /** What became of it. Throws `missing` where the platform shows no such request. */
  readonly status: (context: Context<Config>, id: string) => Promise<ChangeRequest>
  /** Adds the comment unless one with its marker is there. */
  readonly comment: (context: Context<Config>, id: string, comment: TicketComment) => Promise<void>
}

/**
 * A connector: data plus a few pure functions. It supplies evidence, never verdicts, and has no database, queue, clock,
 * global or network of its own. The functions present are its capabilities.
 */
export interface Connector<C extends z.ZodObject, K extends z.ZodType = z.ZodNever> {
  readonly manifest: Manifest
  /** Secrets carry `.meta({ secret: true })`; `title`, `description` and `examples` drive forms and docs. */
  readonly config: C
  /** Shape of the cursor this source keeps between runs. */
  readonly cursor?: K
  readonly transport: (config: z.output<C>) => Transport
  /** One or a few cheap calls that prove the credentials; throws a `Fault` that names the wrong field. */
  readonly check: (context: Context<z.output<C>>) => Promise<Account>
  /** Source control: every repository the credentials can see. */
  readonly repositories?: (context: Context<z.output<C>>) => Harvest<RepositoryEvidence, Coverage<never>>
  /** Source: every vendor-side product the credentials can see. */
  readonly discover?: (context: Context<z.output<C>>) => Harvest<Target, Coverage<never>>
  /** Source: the findings of the targets in `scope`. */
  readonly sync?: (context: Context<z.output<C>>, scope: Scope<z.output<K>>) => Harvest<Sighting, Coverage<z.output<K>>>
  /** Destination: full-state snapshots. */
  readonly exports?: Exports<z.output<C>> | DocumentExports<z.output<C>>
  /** Chat and webhooks: tells people. Throws a `Fault` when it could not; the hub tries again, with the same `Message.id`. */
  readonly notify?: (context: Context<z.output<C>>, message: Message) => Promise<void>
  /** Trackers: work for people. */
  readonly tickets?: Tickets<z.output<C>>
  /** Source control: changes for people to review. */
  readonly changeRequests?: ChangeRequests<z.output<C>>
}
