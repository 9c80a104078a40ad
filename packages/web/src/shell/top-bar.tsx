import { Kbd } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { RunningOperations } from './running-operations.tsx'
import classes from './shell.module.css'
import { ThemeMenu } from './theme-menu.tsx'
import { UserMenu } from './user-menu.tsx'

export function TopBar() {
  const key = useOs() === 'macos' ? '⌘ K' : 'Ctrl K'

  return (
    <section className={classes.top} aria-label="Search and account">
      <button type="button" className={classes.jump} aria-haspopup="dialog" onClick={spotlight.open}>
        <IconSearch size={15} aria-hidden />
        <span className={classes.jumpLabel}>Search or jump to…</span>
        <Kbd size="xs" visibleFrom="sm">
          {key}
        </Kbd>
      </button>
      <span className={classes.space} />
      <RunningOperations />
      <ThemeMenu />
      <UserMenu />
    </section>
  )
}
