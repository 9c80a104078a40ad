import { Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** `fill` keeps the page as tall as the window: its list scrolls, the page does not. */
  readonly form?: 'flow' | 'fill'
  /** Above the title: where this page sits. */
  readonly trail?: ReactNode
}

export function Page({ title, lead, actions, children, form = 'flow', trail }: PageProps) {
  useDocumentTitle(`${title} · Patchbay`)

  return (
    <div className={classes.page} data-form={form}>
      <header className={classes.header}>
        <div className={classes.heading}>
          {trail !== undefined && <div className={classes.trail}>{trail}</div>}
          <Title order={1}>{title}</Title>
          {lead !== undefined && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
