import { RelativeTime } from '../../components/relative-time.tsx'
import { formatMoment } from '../../format/time.ts'

interface NextRunProps {
  readonly at: string | null
}

/** `29 Nov 2026, 02:30 (in 4 hr.)`, in the time of the person who looks. */
export function NextRun({ at }: NextRunProps) {
  if (at === null) return <>Not planned</>

  return (
    <>
      {formatMoment(at)} (<RelativeTime at={at} />)
    </>
  )
}
