import type { ReactNode } from 'react'
import classes from './filters.module.css'

interface FilterBarProps {
  readonly children: ReactNode
}

export function FilterBar({ children }: FilterBarProps) {
  return <search className={classes.bar}>{children}</search>
}
