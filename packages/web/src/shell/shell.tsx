import { useLocalStorage } from '@mantine/hooks'
import { IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'
import { useOperationFeed } from '../features/operations/use-operation-feed.ts'
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
  const content = useRef<HTMLElement>(null)
  useOperationFeed()
  useFocusOnNewPage(content)

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
      <main ref={content} id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <JumpPalette />
    </div>
  )
}

/** Another page is announced and read from its start; another filter or panel leaves the focus where it is. */
function useFocusOnNewPage(content: RefObject<HTMLElement | null>): void {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const shown = useRef(pathname)

  useEffect(() => {
    const inDialog = document.activeElement?.closest('[role="dialog"]') != null
    if (shown.current !== undefined && shown.current !== pathname && !inDialog) content.current?.focus({ preventScroll: true })
    shown.current = pathname
  }, [pathname, content])
}
