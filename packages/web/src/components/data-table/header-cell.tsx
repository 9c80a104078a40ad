import { VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './column.ts'
import classes from './data-table.module.css'

interface HeaderCellProps<Row> {
  readonly column: Column<Row>
  readonly sort: string | undefined
  readonly onSort: ((sort: string) => void) | undefined
}

export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { sorts = [] } = column
  const position = sorts.findIndex((order) => order.value === sort)
  const next = sorts[(position + 1) % sorts.length]
  if (next === undefined || onSort === undefined) {
    return (
      <th scope="col" className={classes.headCell} data-align={column.align}>
        {column.quiet === true ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
      </th>
    )
  }
  const direction = sorts[position]?.direction ?? 'none'

  return (
    <th scope="col" className={classes.headCell} data-align={column.align} aria-sort={direction}>
      <button type="button" className={classes.sort} onClick={() => onSort(next.value)}>
        {column.header}
        {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
        {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
      </button>
    </th>
  )
}
