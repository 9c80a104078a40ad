import { useLocalStorage } from '@mantine/hooks'
import { IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { Brand } from './brand.tsx'
import { JumpPalette } from './jump-palette.tsx'
import { destinations } from './navigation.ts'
import { NavigationItem } from './navigation-item.tsx'
import classes from './shell.module.css'
import { TopBar } from './top-bar.tsx'
import { useWaiting } from './use-waiting.ts'

/** The frame around every page: rail, top bar, content. */
export function Shell() {
  const [narrow, setNarrow] = useLocalStorage({
    key: 'patchbay-rail-narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const waiting = useWaiting()

  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <nav className={classes.rail} aria-label="Main">
        <Link to="/" className={classes.brand} aria-label="Patchbay, home">
          <Brand />
          <span className={classes.brandName}>Patchbay</span>
        </Link>
        <ul className={classes.items}>
          {destinations.map((destination) => (
            <NavigationItem
              key={destination.to}
              destination={destination}
              narrow={narrow}
              waiting={waiting.get(destination.to) ?? null}
            />
          ))}
        </ul>
        <button type="button" className={classes.fold} aria-expanded={!narrow} onClick={() => setNarrow(!narrow)}>
          {narrow ? <IconChevronsRight size={16} aria-hidden /> : <IconChevronsLeft size={16} aria-hidden />}
          <span className={narrow ? classes.hidden : undefined}>{narrow ? 'Widen the menu' : 'Collapse'}</span>
        </button>
      </nav>
      <TopBar />
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <JumpPalette />
    </div>
  )
}
