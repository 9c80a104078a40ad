import type { ReactNode } from 'react'

/** One order of a list: the value of the API's `sort`, and which way this column then runs. */
export interface SortOrder {
  readonly value: string
  readonly direction: 'ascending' | 'descending'
}

/** One column of a list. */
export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** The header is there for screen readers only. */
  readonly quiet?: boolean
  /** A track of `grid-template-columns`: `80px`, `minmax(0, 2fr)`. */
  readonly width: string
  readonly align?: 'start' | 'end'
  /** Orders the API offers by this column; a click on the header takes the next one. */
  readonly sorts?: readonly SortOrder[]
  /** Left out when the list is narrower than this many pixels. */
  readonly fromWidth?: number
  readonly cell: (row: Row) => ReactNode
}
