import { Checkbox } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import {
  columnVisibilityFeature,
  type RowData,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import type { Column } from './column.ts'
import classes from './data-table.module.css'
import { HeaderCell } from './header-cell.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import { TableRow } from './table-row.tsx'
import { useRowKeys } from './use-row-keys.ts'

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature })
const rowHeight = 36
const headHeight = 35
const nearEnd = 30
/** Of a list in a card, in pixels: longer ones scroll. */
const tallest = 420
/** Rows a list in a card has room for while it loads. */
const expected = 3

export interface Selection {
  readonly ids: RowSelectionState
  readonly onChange: (ids: RowSelectionState) => void
}

interface DataTableProps<Row extends RowData> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** What a row is called, for its checkbox. */
  readonly rowName: (row: Row) => string
  /** `stale`: the rows of the filter before, until those of the new one are there. */
  readonly state: 'loading' | 'stale' | 'ready'
  readonly empty: ReactNode
  /** The row shown in the panel beside the list. */
  readonly activeId?: string | undefined
  /** A click or Enter on a row; walking with the arrow keys while a row is active. */
  readonly onActivate?: ((row: Row) => void) | undefined
  /** A click or Enter on the row that is already active. */
  readonly onOpen?: (row: Row) => void
  readonly onEscape?: () => void
  readonly sort?: string
  readonly onSort?: (sort: string) => void
  readonly selection?: Selection | undefined
  readonly more?: { readonly has: boolean; readonly load: () => void }
  /** Pixels of one row when it needs more than one line. Default 36. */
  readonly height?: number
  /** `fill` takes what is left of the page; `card` is as high as its rows, and the card around it has the border. */
  readonly form?: 'fill' | 'card'
}

/** A virtualised list with a header that stays, walked by keyboard: ↑ ↓ Home End, Enter, Space, Esc. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, selection, state, more, height = rowHeight, form = 'fill' } = props
  const scroller = useRef<HTMLDivElement>(null)
  const size = useElementSize()
  const frame = useMergedRef(scroller, size.ref)
  const data = useMemo(() => [...rows], [rows])
  const definitions = useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns])
  const columnVisibility = useMemo(() => visibility(columns, size.width), [columns, size.width])
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    state: { rowSelection: selection?.ids ?? {}, columnVisibility },
    onRowSelectionChange: (update) => {
      selection?.onChange(typeof update === 'function' ? update(selection.ids) : update)
    },
  })
  const tableRows = table.getRowModel().rows
  const virtualizer = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => tableRows[index]?.id ?? index,
    overscan: 12,
  })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const nearing = more?.has === true && last >= tableRows.length - nearEnd
  const askedAt = nearing ? tableRows.length : null
  const loadMore = useEffectEvent(() => more?.load())

  useEffect(() => {
    if (askedAt !== null) loadMore()
  }, [askedAt])

  const arrived = useRef(false)
  useEffect(() => {
    if (arrived.current || tableRows.length === 0) return
    arrived.current = true
    const index = tableRows.findIndex((row) => row.id === props.activeId)
    if (index > 0) virtualizer.scrollToIndex(index, { align: 'center' })
  }, [tableRows, props.activeId, virtualizer])

  const keys = useRowKeys({ ...props, rows: data, scroller, scrollTo: (index) => virtualizer.scrollToIndex(index) })
  const shown = columns.filter((column) => columnVisibility[column.id] !== false)
  const template = [selection === undefined ? '' : '20px', ...shown.map((column) => column.width)].join(' ')

  if (state === 'ready' && rows.length === 0) {
    return (
      <div className={classes.empty} data-form={form}>
        {props.empty}
      </div>
    )
  }

  const whole = headHeight + height * (state === 'loading' ? expected : rows.length)
  const style = { '--columns': template, '--row': `${height}px`, '--height': `${Math.min(tallest, whole)}px` }

  return (
    <div ref={frame} className={classes.frame} data-form={form} style={style}>
      <table
        className={classes.table}
        data-state={state}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take the focus and the arrow keys
        role="grid"
        aria-label={props.label}
        aria-rowcount={more?.has === true ? -1 : tableRows.length + 1}
        aria-multiselectable={selection === undefined ? undefined : true}
        aria-busy={state !== 'ready'}
        onKeyDown={keys.onKeyDown}
      >
        <thead className={classes.head}>
          <tr className={classes.headRow} aria-rowindex={1}>
            {selection !== undefined && (
              <th scope="col" className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label="Select all loaded rows"
                  checked={table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
              </th>
            )}
            {shown.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        {state === 'loading' ? (
          <SkeletonRows columns={shown.length} selectable={selection !== undefined} />
        ) : (
          <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = tableRows[item.index]
              if (row === undefined) return null
              return (
                <TableRow
                  key={row.id}
                  id={row.id}
                  index={item.index}
                  top={item.start}
                  row={row.original}
                  name={props.rowName(row.original)}
                  columns={shown}
                  tabbable={keys.tabbable(item.index)}
                  active={props.activeId === row.id}
                  clickable={props.onActivate !== undefined}
                  onClick={() => keys.click(item.index)}
                  onFocus={() => keys.focused(item.index)}
                  selected={selection === undefined ? undefined : row.getIsSelected()}
                  onSelect={row.getToggleSelectedHandler()}
                />
              )
            })}
          </tbody>
        )}
      </table>
    </div>
  )
}

function visibility<Row>(columns: readonly Column<Row>[], width: number): Record<string, boolean> {
  return Object.fromEntries(columns.map((column) => [column.id, width === 0 || width >= (column.fromWidth ?? 0)]))
}
