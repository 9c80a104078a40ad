import { Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Column } from './column.ts'
import classes from './data-table.module.css'

interface TableRowProps<Row> {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly row: Row
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly tabbable: boolean
  readonly active: boolean
  readonly clickable: boolean
  readonly onClick: () => void
  readonly onFocus: () => void
  /** `undefined` when the list has no selection. */
  readonly selected: boolean | undefined
  readonly onSelect: (event: unknown) => void
}

export function TableRow<Row>(props: TableRowProps<Row>): ReactElement {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected ?? props.active}
      data-index={props.index}
      data-row={props.id}
      data-active={props.active || undefined}
      data-clickable={props.clickable || undefined}
      tabIndex={props.tabbable ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={props.onClick}
      onFocus={props.onFocus}
    >
      {props.selected !== undefined && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: stops the click of the checkbox from opening the row
        <div role="gridcell" tabIndex={-1} className={classes.check} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={`Select ${props.name}`}
            checked={props.selected}
            onChange={props.onSelect}
          />
        </div>
      )}
      {props.columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {column.cell(props.row)}
        </div>
      ))}
    </div>
  )
}
