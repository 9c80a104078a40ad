import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
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

export function TableRow<Row>(props: TableRowProps<Row>) {
  return (
    <tr
      aria-rowindex={props.index + 2}
      aria-selected={props.selected ?? props.active}
      data-index={props.index}
      data-row={props.id}
      data-active={props.active || undefined}
      data-clickable={props.clickable || undefined}
      tabIndex={props.tabbable ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={(event) => {
        if (!isControl(event.target)) props.onClick()
      }}
      onFocus={props.onFocus}
    >
      {props.selected !== undefined && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={`Select ${props.name}`}
            checked={props.selected}
            onChange={props.onSelect}
          />
        </td>
      )}
      {props.columns.map((column) => (
        <td key={column.id} className={classes.cell} data-align={column.align}>
          <CellContent content={column.cell(props.row)} />
        </td>
      ))}
    </tr>
  )
}

/** Plain text that does not fit ends in an ellipsis and is whole on hover. */
function CellContent({ content }: { readonly content: ReactNode }) {
  if (typeof content !== 'string' || content === '') return content
  return (
    <span className={classes.cellText} title={content}>
      {content}
    </span>
  )
}

/** A click on a link, a button or a checkbox in a row is meant for that alone. Menus draw their items elsewhere in the page. */
function isControl(target: EventTarget): boolean {
  return !(target instanceof Element) || target.closest('a, button, input, label, [role="menu"]') !== null
}
