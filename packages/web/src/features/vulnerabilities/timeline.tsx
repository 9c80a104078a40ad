import type { TimelineEntry } from '../../api/types.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { timelineSentence } from './timeline-sentence.ts'
import classes from './vulnerabilities.module.css'

interface TimelineProps {
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[]
}

export function Timeline({ entries }: TimelineProps) {
  return (
    <section className={classes.section} aria-label="Timeline">
      <h3 className={classes.sectionTitle}>Timeline</h3>
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <li
            key={`${entry.at} ${entry.event} ${JSON.stringify(entry.data)}`}
            className={classes.moment}
            data-event={entry.event}
          >
            <span>{timelineSentence(entry)}</span>
            <span className={classes.dim}>
              <RelativeTime at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
