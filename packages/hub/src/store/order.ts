import type { RawBuilder } from 'kysely'

/** One key of an order. The last key of an order is unique, so that every row has one place. */
export interface OrderKey {
  readonly expression: RawBuilder<unknown>
  readonly type: 'text' | 'bigint' | 'smallint' | 'timestamptz'
  readonly direction: 'asc' | 'desc'
  /** Rows without a value come last. */
  readonly nullable?: boolean
}

/** An order a list can be walked in. `name` is what callers ask for, and ties a cursor to it. */
export interface Order {
  readonly name: string
  readonly keys: readonly OrderKey[]
}
