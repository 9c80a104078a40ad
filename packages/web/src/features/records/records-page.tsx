import { Tooltip } from '@mantine/core'
import { IconListCheck, IconQuestionMark } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { SearchField } from '../../components/filters/search-field.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { Page } from '../../components/page.tsx'
import { formatNumber } from '../../format/number.ts'
import { connectionsQuery } from '../connections/queries.ts'
import { summaryQuery } from '../home/queries.ts'
import { causeNames, recordCauses } from './record-causes.ts'
import { RecordQueue } from './record-queue.tsx'
import { recordLooks } from './record-states.tsx'
import classes from './records.module.css'
import { type RecordsSearch, type RecordTab, recordTabs } from './search.ts'

const route = getRouteApi('/records')

export function RecordsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const connections = useQuery(connectionsQuery)
  const counts = useRecordCounts(search.connection)
  const tab = search.state ?? 'all'

  function narrow(change: Partial<RecordsSearch>): void {
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  return (
    <Page
      title="Records"
      lead="The scanners’ own projects, and where each of them leads. Only good records are synced."
      form="fill"
      actions={
        <>
          <ButtonLink
            to="/explain"
            search={{ connection: search.connection?.[0] }}
            variant="default"
            leftSection={<IconQuestionMark size={15} />}
          >
            Missing a finding?
          </ButtonLink>
          <ButtonLink to="/records/rules" variant="default" leftSection={<IconListCheck size={15} />}>
            Mapping rules
          </ButtonLink>
        </>
      }
    >
      <nav className={classes.tabs} aria-label="Records by state">
        {recordTabs.map((each) => (
          <Tooltip key={each} label={each === 'all' ? 'Every record' : recordLooks[each].meaning}>
            <Link
              to="/records"
              search={{ ...search, state: each === 'all' ? undefined : each }}
              className={classes.tab}
              data-current={each === tab || undefined}
              aria-current={each === tab ? 'page' : undefined}
            >
              {each === 'all' ? 'All' : recordLooks[each].word}
              {counts !== undefined && <span className={classes.tabCount}>{formatNumber(countOf(counts, each))}</span>}
            </Link>
          </Tooltip>
        ))}
      </nav>
      <FilterBar>
        <SearchField label="Find a record" value={search.q ?? ''} onChange={(q) => narrow({ q: q === '' ? undefined : q })} />
        <FilterMenu
          label="Connection"
          options={(connections.data ?? []).map((connection) => ({ value: connection.id, label: connection.label }))}
          selected={search.connection ?? []}
          onChange={(chosen) => narrow({ connection: chosen.length === 0 ? undefined : chosen })}
        />
        <FilterMenu
          label="Reason"
          options={recordCauses.map((value) => ({ value, label: causeNames[value] }))}
          selected={search.cause ?? []}
          onChange={(chosen) => {
            const cause = recordCauses.filter((each) => chosen.includes(each))
            narrow({ cause: cause.length === 0 ? undefined : cause })
          }}
        />
      </FilterBar>
      <RecordQueue
        key={tab}
        filters={{ q: search.q, connection: search.connection, cause: search.cause, state: tab === 'all' ? undefined : [tab] }}
      />
    </Page>
  )
}

type Counts = Readonly<Record<Exclude<RecordTab, 'all'>, number>>

/** Of all connections, or of the ones chosen. */
function useRecordCounts(chosen: readonly string[] | undefined): Counts | undefined {
  const summary = useQuery(summaryQuery)
  const connections = useQuery(connectionsQuery)
  if (chosen === undefined) return summary.data?.records
  const own = connections.data?.filter((connection) => chosen.includes(connection.id)).map((connection) => connection.records)
  return own?.reduce<Counts>((sum, counts) => add(sum, counts), { NEW: 0, GOOD: 0, MISSING: 0, STALE: 0, IGNORED: 0, ERROR: 0 })
}

function add(a: Counts, b: Counts): Counts {
  return {
    NEW: a.NEW + b.NEW,
    GOOD: a.GOOD + b.GOOD,
    MISSING: a.MISSING + b.MISSING,
    STALE: a.STALE + b.STALE,
    IGNORED: a.IGNORED + b.IGNORED,
    ERROR: a.ERROR + b.ERROR,
  }
}

function countOf(counts: Counts, tab: RecordTab): number {
  return tab === 'all' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[tab]
}
