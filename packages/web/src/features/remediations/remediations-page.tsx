import { Button } from '@mantine/core'
import { IconFilterOff, IconTool } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
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
import { formatBounded } from '../../format/number.ts'
import { useMayOn } from '../session/queries.ts'
import { remediationsQuery } from './queries.ts'
import { remediationColumns } from './remediation-columns.tsx'
import { RemediationFilterBar } from './remediation-filter-bar.tsx'
import { RemediationPanel } from './remediation-panel.tsx'
import classes from './remediations.module.css'
import { filtersOf, type RemediationsSearch, sorts } from './search.ts'
import { WaitBar } from './wait-bar.tsx'

const route = getRouteApi('/remediations')

export function RemediationsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const sort = search.sort ?? '-priority'
  const list = useInfiniteQuery(remediationsQuery(filtersOf(search), sort))
  const may = useMayOn('writer')
  const [selected, setSelected] = useState<RowSelectionState>({})
  const count = countOf(list.data)

  function narrow(change: Partial<RemediationsSearch>): void {
    setSelected({})
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  const { show, close } = openRow(search.open, (open, how) => void navigate({ search: { ...search, open }, ...how }))

  return (
    <Page
      title="Remediations"
      form="fill"
      actions={
        <>
          <span className={classes.dim} role="status">
            {count !== undefined && formatBounded(count)}
          </span>
          <ButtonLink to="/remediations/campaigns" variant="default">
            Campaigns
          </ButtonLink>
          <ButtonLink to="/remediations/metrics" variant="default">
            How it goes
          </ButtonLink>
        </>
      }
    >
      <RemediationFilterBar search={search} onNarrow={narrow} />
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the remediations" onRetry={() => void list.refetch()} />
      ) : (
        <div className={panel.split}>
          <DataTable
            label="Remediations"
            columns={remediationColumns}
            rows={rowsOf(list.data)}
            rowId={(row) => row.id}
            rowName={(row) => `${row.title} in ${row.asset}`}
            state={tableState(list)}
            activeId={search.open}
            onActivate={show}
            onOpen={(row) => void navigate({ to: '/remediations/$remediationId', params: { remediationId: row.id } })}
            onEscape={close}
            sort={sort}
            onSort={(next) => narrow({ sort: sorts.find((each) => each === next) })}
            selection={may ? { ids: selected, onChange: setSelected } : undefined}
            more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
            empty={<Nothing search={search} onClear={() => void navigate({ search: {} })} />}
          />
          {search.open !== undefined && <RemediationPanel id={search.open} onClose={close} />}
        </div>
      )}
      <WaitBar ids={Object.keys(selected)} onClear={() => setSelected({})} />
    </Page>
  )
}

function Nothing({ search, onClear }: { readonly search: RemediationsSearch; readonly onClear: () => void }) {
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
        What is resolved or dismissed is shown when you ask for those states.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconTool}
      title="Nothing to change"
      action={<ButtonLink to="/integrations">Connect a scanner</ButtonLink>}
    >
      Whenever scanners name a fix, the change that closes most stands here: the package to upgrade, the image to rebuild, the
      rule and file to mend. Open one to have it done; a scan that no longer sees the problems resolves it.
    </EmptyState>
  )
}
