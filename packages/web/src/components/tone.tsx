import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './tone.module.css'

export type Tone = 'good' | 'warning' | 'bad' | 'accent' | 'neutral'

interface ToneLabelProps {
  readonly tone: Tone
  readonly icon: Icon
  readonly children: ReactNode
  /** `soft` puts it on a tinted ground. */
  readonly form?: 'plain' | 'soft'
  readonly spins?: boolean
}

/** A state by icon and word; the colour only helps. */
export function ToneLabel({ tone, icon: IconOf, children, form = 'plain', spins = false }: ToneLabelProps) {
  return (
    <span className={classes.root} data-tone={tone} data-form={form}>
      <IconOf size={15} stroke={2} aria-hidden className={spins ? classes.spins : classes.icon} />
      <span className={classes.word}>{children}</span>
    </span>
  )
}
