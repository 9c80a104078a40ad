import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { Page } from '../../components/page.tsx'
import { sentenceCase } from '../../format/words.ts'
import { connectionsQuery } from '../connections/queries.ts'
import { OperationTable } from './operation-table.tsx'
import { operationKinds, operationStates } from './search.ts'

const route = getRouteApi('/operations')

export function OperationsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const connections = useQuery(connectionsQuery)

  function narrow(change: Partial<typeof search>): void {
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  return (
    <Page title="Operations" lead="Every run, with its progress and what it noted." form="fill">
      <FilterBar>
        <FilterMenu
          label="State"
          options={operationStates.map((value) => ({ value, label: value === 'queued' ? 'Waiting' : sentenceCase(value) }))}
          selected={search.state ?? []}
          onChange={(chosen) => narrow({ state: orNothing(operationStates.filter((each) => chosen.includes(each))) })}
        />
        <FilterMenu
          label="Operation"
          options={operationKinds.map((value) => ({ value, label: sentenceCase(value) }))}
          selected={search.kind ?? []}
          onChange={(chosen) => narrow({ kind: orNothing(operationKinds.filter((each) => chosen.includes(each))) })}
        />
        <FilterMenu
          label="Connection"
          options={(connections.data ?? []).map((connection) => ({ value: connection.id, label: connection.label }))}
          selected={search.connection ?? []}
          onChange={(chosen) => narrow({ connection: orNothing(chosen) })}
        />
      </FilterBar>
      <OperationTable filters={search} withConnection />
    </Page>
  )
}

function orNothing<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
