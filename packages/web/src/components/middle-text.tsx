import classes from './middle-text.module.css'

interface MiddleTextProps {
  readonly children: string
  /** Characters at the end that always stay visible. */
  readonly tail?: number
}

/** Long paths and names, cut in the middle: both ends say something. */
export function MiddleText({ children, tail = 18 }: MiddleTextProps) {
  if (children.length <= tail * 1.5) return <span className={classes.whole}>{children}</span>

  return (
    <span className={classes.split} title={children}>
      <span className={classes.head}>{children.slice(0, -tail)}</span>
      <span className={classes.tail}>{children.slice(-tail)}</span>
    </span>
  )
}
