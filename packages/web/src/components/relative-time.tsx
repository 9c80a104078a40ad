import { Tooltip } from '@mantine/core'
import { formatAge, formatFull, formatRelative } from '../format/time.ts'
import { useNow } from './use-now.ts'

interface RelativeTimeProps {
  readonly at: string
  /** `age` is the narrow form: `12d`. */
  readonly form?: 'relative' | 'age'
}

/** A relative time with the full local time and UTC on hover. */
export function RelativeTime({ at, form = 'relative' }: RelativeTimeProps) {
  const now = useNow()
  const text =
    form === 'age' ? formatAge(at, now) : formatRelative(at, Math.max(now, Date.parse(at) <= Date.now() ? Date.parse(at) : now))

  return (
    <Tooltip label={formatFull(at)} multiline style={{ whiteSpace: 'pre' }}>
      <time dateTime={at}>{text}</time>
    </Tooltip>
  )
}
