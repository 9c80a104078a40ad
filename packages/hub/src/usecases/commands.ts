import type { ImportRules } from '../domain/import-rules.ts'
import type { DecisionKind } from '../domain/status.ts'

/** Who asked. `id` is what the audit log shows. */
export interface Actor {
  readonly id: string
  readonly kind: 'user' | 'token' | 'system'
}

/** When a connection runs by itself. Hours, 1–168; `null` never. */
export interface Schedule {
  readonly syncEveryHours: number | null
  readonly discoverEveryHours: number | null
}

export interface ConnectInput {
  readonly connector: string
  readonly label: string
  /** Settings and secrets together, as the connector's schema has them. */
  readonly config: Readonly<Record<string, unknown>>
  readonly autoMap?: boolean
  readonly schedule?: Partial<Schedule>
  readonly rules?: Partial<ImportRules>
}

/** Everything but the connector can change. Secrets that are left out keep their value. */
export interface ConnectionPatch {
  readonly label?: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly autoMap?: boolean
  readonly schedule?: Partial<Schedule>
  readonly rules?: Partial<ImportRules>
}

export interface CheckOutcome {
  readonly sees: string
  readonly identity: string | null
  readonly expiresAt: string | null
  readonly warnings: readonly string[]
}

export type RequestedKind = 'discover' | 'sync'

export interface Requested {
  readonly operationId: number
  /** `true` when the same work was already waiting or running and this request joined it. */
  readonly joined: boolean
}

/** Where a record should lead. Exactly one of repository and product, or a product to create. */
export interface MapTarget {
  readonly repositoryId?: number
  readonly productId?: number
  readonly newProduct?: { readonly name: string; readonly productTypeId?: number }
  readonly branch?: string
}

export interface DecisionInput {
  readonly decision: DecisionKind
  readonly reason?: string
  /** ISO 8601; only with `risk-accepted`. */
  readonly until?: string
}

export interface ProductInput {
  readonly name: string
  readonly productTypeId?: number
  readonly description?: string | null
  readonly owner?: string | null
  readonly criticality?: 'critical' | 'high' | 'medium' | 'low'
  readonly tags?: readonly string[]
}

/** Everything that changes something. Composed once in `compose/`; the API, the jobs and the demo call it. Ids are database ids. */
export interface Commands {
  readonly connections: {
    create(input: ConnectInput, actor: Actor): Promise<{ connectionId: number; account: CheckOutcome }>
    update(connectionId: number, patch: ConnectionPatch, actor: Actor): Promise<{ account: CheckOutcome | null }>
    /** Tries settings without saving anything. */
    checkDraft(connector: string, config: Readonly<Record<string, unknown>>): Promise<CheckOutcome>
    /** Tries what is saved, and updates the connection's health. */
    check(connectionId: number): Promise<CheckOutcome>
    pause(connectionId: number, actor: Actor): Promise<void>
    resume(connectionId: number, actor: Actor): Promise<void>
    /** `keep` closes the findings with the reason "connection removed"; `delete` deletes them. */
    remove(connectionId: number, findings: 'keep' | 'delete', actor: Actor): Promise<void>
  }
  readonly operations: {
    request(connectionId: number, kind: RequestedKind, actor: Actor): Promise<Requested>
    cancel(operationId: number, actor: Actor): Promise<void>
    /** Lets a held snapshot close what it did not see. */
    confirm(operationId: number, actor: Actor): Promise<{ closed: number }>
  }
  readonly records: {
    map(recordId: number, target: MapTarget, actor: Actor): Promise<void>
    unmap(recordId: number, actor: Actor): Promise<void>
    ignore(recordId: number, actor: Actor): Promise<void>
    restore(recordId: number, actor: Actor): Promise<void>
  }
  readonly vulnerabilities: {
    decide(vulnerabilityIds: readonly number[], input: DecisionInput, actor: Actor): Promise<{ changed: number }>
  }
  readonly products: {
    create(input: ProductInput, actor: Actor): Promise<number>
    update(productId: number, input: Partial<ProductInput>, actor: Actor): Promise<void>
    /** Refuses while repositories or records still point at it, unless `force`. */
    remove(productId: number, actor: Actor): Promise<void>
    createType(name: string, actor: Actor): Promise<number>
  }
}
