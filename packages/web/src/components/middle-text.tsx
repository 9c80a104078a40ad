import classes from './middle-text.module.css'

interface MiddleTextProps {
  readonly children: string
}

/** Up to this many characters the last segment of a path stays whole; of a longer one only the very end does. */
const longestTail = 22
const shortestTail = 8

/** Long paths and names, cut in the middle: both ends say something. */
export function MiddleText({ children }: MiddleTextProps) {
  const segment = children.length - Math.max(0, children.lastIndexOf('/'))
  const tail = segment > longestTail ? shortestTail : Math.max(shortestTail, segment)
  if (children.length <= tail) return <span className={classes.whole}>{children}</span>

  return (
    <span className={classes.split} title={children}>
      <span className={classes.head}>{children.slice(0, -tail)}</span>
      <span className={classes.tail}>{children.slice(-tail)}</span>
    </span>
  )
}
