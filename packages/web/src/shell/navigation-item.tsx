import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatCompact } from '../format/number.ts'
import type { Destination } from './navigation.ts'
import classes from './shell.module.css'
import type { Waiting } from './use-waiting.ts'

interface NavigationItemProps {
  readonly destination: Destination
  readonly narrow: boolean
  readonly waiting: Waiting | null
}

export function NavigationItem({ destination, narrow, waiting }: NavigationItemProps) {
  const { icon: IconOf } = destination

  return (
    <li>
      <Tooltip label={destination.label} position="right" disabled={!narrow}>
        <Link
          to={destination.to}
          className={classes.item}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          activeOptions={{ exact: destination.to === '/', includeSearch: false }}
        >
          <IconOf size={18} stroke={1.7} aria-hidden className={classes.itemIcon} />
          <span className={classes.itemLabel}>{destination.label}</span>
          {waiting !== null && (
            <span className={classes.waiting}>
              <span aria-hidden>{formatCompact(waiting.count)}</span>
              <span className={classes.hidden}>, {waiting.sentence}</span>
            </span>
          )}
        </Link>
      </Tooltip>
    </li>
  )
}
