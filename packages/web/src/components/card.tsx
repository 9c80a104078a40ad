import type { ReactNode } from 'react'
import classes from './card.module.css'

interface CardProps {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** `flush` lets the content touch the edges: lists and tables. */
  readonly form?: 'padded' | 'flush'
  readonly label?: string
}

/** A titled part of a page. */
export function Card({ title, aside, children, form = 'padded', label }: CardProps) {
  return (
    <section className={classes.card} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
      {(title !== undefined || aside !== undefined) && (
        <header className={classes.header}>
          <h2 className={classes.title}>{title}</h2>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        </header>
      )}
      <div className={classes.body} data-form={form}>
        {children}
      </div>
    </section>
  )
}
