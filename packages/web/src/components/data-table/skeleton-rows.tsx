import { Skeleton } from '@mantine/core'
import classes from './data-table.module.css'

const widths = ['82%', '58%', '70%', '46%', '64%', '76%']
const rows = Array.from({ length: 16 }, (_, index) => index)

interface SkeletonRowsProps {
  readonly columns: number
  readonly selectable: boolean
}

/** Rows of the final height while the first page loads, so that nothing jumps. */
export function SkeletonRows({ columns, selectable }: SkeletonRowsProps) {
  const cells = Array.from({ length: columns }, (_, index) => index)

  return (
    <tbody className={classes.ghosts}>
      {rows.map((row) => (
        <tr key={row} className={classes.ghost}>
          {selectable && <td />}
          {cells.map((cell) => (
            <td key={cell} className={classes.cell}>
              <Skeleton height={10} width={widths[(row + cell * 2) % widths.length] ?? '60%'} radius="xl" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
