import type { FaultKind } from '../fault.ts'
import type { ChangeRequestState } from '../model/change-request.ts'
import type { SnapshotFinding, SnapshotRepository } from '../model/snapshot.ts'
import type { TicketState } from '../model/ticket.ts'
import type { Clock } from './clock.ts'
import type { Emulator } from './emulator.ts'
import type { Tenant } from './tenant.ts'

/** Settings and secrets of one connection, as the connector's schema has them. */
export type WorldConfig = Readonly<Record<string, unknown>>

/** Everything the conformance kit needs to know about a vendor to put its connector to the test. */
export interface ConformanceWorld {
  readonly emulator: Emulator
  /** Ways to connect that read from different lists, the usual one first: a token, one organization, an App. */
  readonly ways: readonly [WayIn, ...WayIn[]]
  /** Settings the vendor turns away. At least one of the sort `bad-credentials`. */
  readonly refusals: readonly Refusal[]
  /** Every text that must never leave the connector: secrets of all ways and refusals. */
  readonly secrets: readonly string[]
  /** Endpoints of the emulator the connector has no use for, each with the reason. Every other one must be asked. */
  readonly unused: Readonly<Record<string, string>>
  /** Refusals that are asked for because they prove something, such as `POST /messages 400`, each with the reason. */
  readonly provoked?: Readonly<Record<string, string>>
  /** Every good answer of the vendor is a bare yes: there is nothing in it that could be damaged. */
  readonly answersAreBare?: true
}

/** One set of good settings and what a connector reads with them. */
export interface WayIn {
  /** Completes "with": `a classic token`. */
  readonly name: string
  readonly config: WorldConfig
  readonly repositories?: readonly ListFacts[]
  readonly discover?: readonly ListFacts[]
  readonly sync?: readonly ListFacts[]
  readonly notify?: NotifyFacts
  readonly exports?: DestinationFacts
  readonly tickets?: TrackerFacts
  readonly changeRequests?: PlatformFacts
}

/** A tracker that takes tickets, and what people do there past its API. */
export interface TrackerFacts {
  /** Where tickets of the kit are opened. */
  readonly repository: SnapshotRepository | null
  /** A place these settings open no ticket in, where there is one. */
  readonly stranger?: SnapshotRepository
  /** The requests that write, as the emulator names them. */
  readonly creating: string
  readonly commenting: string
  /** Lists and single tickets, as far as each is read. */
  readonly reading: readonly [string, ...string[]]
  /** Every ticket there is, oldest first. */
  readonly held: () => readonly HeldTicket[]
  readonly people: {
    /** Moves a ticket, as far as the tracker has a word for it. */
    move(id: string, to: TicketState): void
    remove(id: string): void
  }
  /** What the tracker sends when that ticket changes, signed as it signs. Absent where it does not call. */
  readonly call?: (id: string) => { readonly headers: Readonly<Record<string, string>>; readonly body: string }
}

export interface HeldTicket {
  /** `Ticket.id`. */
  readonly id: string
  readonly title: string
  /** As the tracker holds it: rendered in its own markup, as one text. */
  readonly content: string
  readonly comments: readonly string[]
  readonly state: TicketState
}

/** A source-control platform that takes change requests, and what people do there past its API. */
export interface PlatformFacts {
  /** A repository with at least three files, two of them called `package.json`. */
  readonly repository: SnapshotRepository
  /** Another repository, under the name of one the platform has. */
  readonly impostor: SnapshotRepository
  /** The request that makes a branch appear with its commit, the one that opens the request, and the one that comments. */
  readonly pushing: string
  readonly requesting: string
  readonly commenting: string
  /** Every endpoint that is read from, as the emulator names them. */
  readonly reading: readonly [string, ...string[]]
  /** Files of a branch by path, of the default one without a name; `undefined` for a branch that is not there. */
  readonly files: (branch?: string) => Readonly<Record<string, string>> | undefined
  /** Every request there is, oldest first. */
  readonly held: () => readonly HeldChangeRequest[]
  readonly people: {
    /** Pushes a commit with that one file changed; a branch that is not there is made from the end of the default one. */
    push(branch: string | null, path: string, text: string): void
    /** Makes a branch at the end of the default one, without a commit of its own. */
    branch(name: string): void
    merge(id: string): void
    close(id: string): void
  }
}

export interface HeldChangeRequest {
  /** `ChangeRequest.id`. */
  readonly id: string
  readonly branch: string
  readonly title: string
  readonly content: string
  readonly comments: readonly string[]
  readonly state: ChangeRequestState
  /** Commits it has that the default branch has not. */
  readonly commits: number
}

/** Where messages for people arrive. */
export interface NotifyFacts {
  /** As the emulator names it: `POST /messages`. */
  readonly endpoint: string
  /** Lower-case name of the header that takes the id of a message; absent where the vendor takes none. */
  readonly idHeader?: string
}

/** A request of an upload, as a fault finds it. */
export interface UploadRequest {
  /** As the emulator names it: `POST /graphql`. */
  readonly endpoint: string
  /** Text that only this request carries in its body, where the endpoint serves others too. */
  readonly marked?: string
  /** A good answer to it has no content that could be damaged. */
  readonly bare?: true
}

/** Where findings are taken out to. */
export interface DestinationFacts {
  /** A repository the destination takes findings of. */
  readonly repository: SnapshotRepository
  /** One it knows nothing of, where it makes a difference. */
  readonly stranger?: SnapshotRepository
  /** Every request an upload takes, in their order, and every one that asks how it is getting on. */
  readonly sending: readonly [UploadRequest, ...UploadRequest[]]
  readonly following: readonly UploadRequest[]
  /** The same finding as the destination cannot take it. */
  readonly unfit: (finding: SnapshotFinding) => SnapshotFinding
  /** Ids of all findings the destination holds as open, one for each time it holds it; past its API. */
  readonly open: () => readonly string[]
}

/** One paged list of the vendor, told from its contract: never from what the connector happens to accept. */
export interface ListFacts {
  /** As the emulator names them (`GET /v1/projects`). Several where later pages live at another address. */
  readonly endpoints: readonly string[]
  /** Text that only requests of this list carry in query or body, where the endpoint serves others too. */
  readonly marked?: string
  /** Where the rows are in the answer: `list.objects[]`, `[]`, `data.issues.edges[].node`. */
  readonly rows: string
  /** Where the answer says how many rows the whole list has. */
  readonly total?: string
  readonly next: NextPage
  /** Where a row has the vendor's id. */
  readonly id: string
  /**
   * Every part of a row the vendor promises and the connector cannot do without, containers included: `meta`, `spec.name`.
   * A row lacks one: it is set aside. It lacks anything else: it is read.
   */
  readonly required: readonly string[]
  readonly enums: readonly EnumFacts[]
  /** The list only adds facts to what other lists name: a run may go on without it, saying so in the log. */
  readonly auxiliary?: true
}

/** How an answer names the page after it. */
export type NextPage =
  /** RFC 8288. */
  | { readonly in: 'link-header' }
  /** A cursor, an offset or an address, at this path of the answer; of some vendors until a page comes back empty. */
  | { readonly in: 'body'; readonly path: string; readonly until?: 'empty' }
  /** A token, in the response header of that lower-case name. */
  | { readonly in: 'header'; readonly name: string }
  /** Nowhere: pages are counted until one comes back short or empty. */
  | { readonly in: 'count' }
  /** Never: one answer holds the whole list. */
  | { readonly in: 'none' }

/** A field whose values are words of a closed set, which vendors extend without notice. */
export interface EnumFacts {
  /** In a row; `[]` at the end for a list of words. */
  readonly path: string
  /** The record's field that keeps the vendor's own word. */
  readonly kept?: string
  /** What the record says for a word nobody knows: `{ severity: 'unknown' }`. */
  readonly reads?: Readonly<Record<string, unknown>>
  /** The vendor's words for "not set", which mean the same as an absent field. */
  readonly blank?: readonly string[]
}

/** Settings that pass validation and that the vendor turns away. */
export interface Refusal {
  readonly because: 'bad-credentials' | 'expired' | 'under-privileged' | 'wrong-place'
  /** A key that was never issued, a namespace of somebody else. */
  readonly what: string
  readonly config: WorldConfig
  /** The setting the fault has to name. */
  readonly field: string
  /** Where the vendor's answer fits two causes, what it is said to be. Default: what `because` stands for. */
  readonly kind?: FaultKind
  /** Changes the emulator's behaviour first. */
  readonly arrange?: () => void
}

export interface WorldOptions {
  readonly tenant: Tenant
  readonly clock: Clock
  /** Most rows the vendor puts on a page, whatever is asked for. Absent: the vendor's own limit. */
  readonly rowsPerPage?: number
}

/** Default export of a connector's `emulator-conformance.ts`. The kit finds it by that name and closes the emulator. */
export type StartConformanceWorld = (options: WorldOptions) => Promise<ConformanceWorld>
