import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Brand } from '../../shell/brand.tsx'
import classes from './session.module.css'

interface FrontispieceProps {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

/** The page outside the app: one column, one thing to do. */
export function Frontispiece({ title, lead, children }: FrontispieceProps) {
  useDocumentTitle(`${title} · Patchbay`)

  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <Brand size={32} />
          Patchbay
        </div>
        <div className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </div>
    </main>
  )
}
