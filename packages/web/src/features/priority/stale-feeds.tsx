import { IconClockExclamation } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../components/relative-time.tsx'
import classes from '../home/home.module.css'
import { feedsQuery } from './queries.ts'

/** One line for each feed whose data is old. */
export function StaleFeeds() {
  const { data } = useQuery(feedsQuery)
  return (data ?? [])
    .filter((feed) => feed.state === 'stale')
    .map((feed) => {
      const known = feed.source === 'file' ? (feed.dataAt ?? feed.changedAt) : feed.fetchedAt
      return (
        <Link key={feed.id} to="/settings" search={{ tab: 'feeds' }} className={classes.task}>
          <IconClockExclamation size={17} className={classes.taskIcon} color="var(--pb-warning)" aria-hidden />
          <span className={classes.taskText}>
            {feed.name} is old
            <div className={classes.taskHint}>
              Risk scores rest on it
              {known !== null && (
                <>
                  ; last renewed <RelativeTime at={known} />
                </>
              )}
              .
            </div>
          </span>
        </Link>
      )
    })
}
