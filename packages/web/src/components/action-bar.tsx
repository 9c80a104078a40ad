import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatNumber } from '../format/number.ts'
import classes from './action-bar.module.css'

interface ActionBarProps {
  readonly count: number
  readonly onClear: () => void
  readonly children: ReactNode
}

/** What can be done with the selected rows. */
export function ActionBar({ count, onClear, children }: ActionBarProps) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected rows">
      <span className={classes.count} role="status">
        {formatNumber(count)} selected
      </span>
      {children}
      <ActionIcon size={28} aria-label="Clear the selection" onClick={onClear}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
