import { Skeleton } from '@mantine/core'
import classes from './data-table.module.css'

const widths = ['82%', '58%', '70%', '46%', '64%', '76%']

interface SkeletonRowsProps {
  readonly columns: number
  readonly selectable: boolean
}

/** Rows of the final height while the first page loads, so that nothing jumps. */
export function SkeletonRows({ columns, selectable }: SkeletonRowsProps) {
  return (
    <div role="rowgroup" className={classes.ghosts}>
      {Array.from({ length: 16 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity
        <div role="row" key={row} className={classes.ghost}>
          {selectable && <div role="gridcell" />}
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cells have no identity
            <div role="gridcell" key={column} className={classes.cell}>
              <Skeleton height={10} width={widths[(row + column * 2) % widths.length] ?? '60%'} radius="xl" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
