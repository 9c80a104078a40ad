import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBug, IconFilterOff } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { RowSelectionState } from '@tanstack/react-table'
import { useState } from 'react'
import { countOf, rowsOf } from '../../api/pages.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { tableState } from '../../components/data-table/table-state.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { openRow } from '../../components/open-row.ts'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import panel from '../../components/side-panel.module.css'
import { formatBounded, formatNumber } from '../../format/number.ts'
import { summaryQuery } from '../home/queries.ts'
import { useMay, useMayOn } from '../session/queries.ts'
import { DecideBar } from './decide-bar.tsx'
import { vulnerabilitiesQuery } from './queries.ts'
import { filtersOf, sorts, type VulnerabilitiesSearch } from './search.ts'
import { VexDialog } from './vex-dialog.tsx'
import classes from './vulnerabilities.module.css'
import { vulnerabilityColumns } from './vulnerability-columns.tsx'
import { VulnerabilityFilterBar } from './vulnerability-filter-bar.tsx'
import { VulnerabilityPanel } from './vulnerability-panel.tsx'

const route = getRouteApi('/vulnerabilities')

export function VulnerabilitiesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMayOn('writer')
  const mayImport = useMay('writer')
  const [vexOpened, vex] = useDisclosure(false)
  const filters = filtersOf(search)
  const sort = search.sort ?? 'severity'
  const list = useInfiniteQuery(vulnerabilitiesQuery(filters, sort))
  const [selected, setSelected] = useState<RowSelectionState>({})
  const rows = rowsOf(list.data)
  const count = countOf(list.data)

  function narrow(change: Partial<VulnerabilitiesSearch>): void {
    setSelected({})
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  const { show, close } = openRow(search.open, (open, how) => void navigate({ search: { ...search, open }, ...how }))

  return (
    <Page
      title="Vulnerabilities"
      form="fill"
      actions={
        <>
          <span className={classes.dim} role="status">
            {count !== undefined && formatBounded(count)}
            {list.hasNextPage && ` · loaded ${formatNumber(rows.length)}`}
          </span>
          {mayImport && (
            <Button variant="default" onClick={vex.open}>
              Import VEX…
            </Button>
          )}
        </>
      }
    >
      <VulnerabilityFilterBar search={search} filters={filters} onNarrow={narrow} />
      {list.error !== null && list.data === undefined && (
        <ProblemNotice error={list.error} during="Loading the vulnerabilities" onRetry={() => void list.refetch()} />
      )}
      {(list.error === null || list.data !== undefined) && (
        <div className={panel.split}>
          <DataTable
            label="Vulnerabilities"
            columns={vulnerabilityColumns}
            rows={rows}
            rowId={(row) => row.id}
            rowName={(row) => `${row.name} in ${row.asset}`}
            state={tableState(list)}
            activeId={search.open}
            onActivate={show}
            onOpen={(row) => void navigate({ to: '/vulnerabilities/$vulnerabilityId', params: { vulnerabilityId: row.id } })}
            onEscape={close}
            sort={sort}
            onSort={(next) => narrow({ sort: sorts.find((each) => each === next) })}
            selection={may ? { ids: selected, onChange: setSelected } : undefined}
            more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
            empty={<Nothing search={search} onClear={() => void navigate({ search: {} })} />}
          />
          {search.open !== undefined && <VulnerabilityPanel id={search.open} onClose={close} />}
        </div>
      )}
      {vexOpened && <VexDialog onClose={vex.close} />}
      <DecideBar ids={Object.keys(selected)} onClear={() => setSelected({})} />
    </Page>
  )
}

function Nothing({ search, onClear }: { readonly search: VulnerabilitiesSearch; readonly onClear: () => void }) {
  const { data: summary } = useQuery(summaryQuery)
  const filtered = Object.entries(search).some(([name, value]) => name !== 'sort' && name !== 'open' && value !== undefined)

  if (filtered) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="Nothing fits these filters"
        action={
          <Button variant="default" onClick={onClear}>
            Clear the filters
          </Button>
        }
      >
        Findings can also be left out on import: the page of each sync says how many, and by which rule.
      </EmptyState>
    )
  }
  if (summary !== undefined && summary.connections.total === 0) {
    return (
      <EmptyState
        icon={IconBug}
        title="No vulnerabilities yet"
        action={<ButtonLink to="/integrations">Connect a tool</ButtonLink>}
      >
        What all your scanners see adds up here: one line per problem, with who sees it, where it is, and what fixes it. Connect
        source control first, then a scanner.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconBug}
      title="Nothing is open"
      action={
        <ButtonLink variant="default" to="/operations">
          See the last syncs
        </ButtonLink>
      }
    >
      Either all is well, or no record has been synced yet. Only mapped records are synced.
    </EmptyState>
  )
}
