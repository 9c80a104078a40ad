import { Button } from '@mantine/core'
import { IconArchive, IconGitBranch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { countOf, rowsOf } from '../../api/pages.ts'
import type { Repository } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { SearchField } from '../../components/filters/search-field.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityTally } from '../../components/severity-counts.tsx'
import { formatBounded, formatNumber } from '../../format/number.ts'
import { connectionsQuery } from '../connections/queries.ts'
import { Sources } from '../vulnerabilities/sources.tsx'
import { repositoriesQuery } from './queries.ts'
import classes from './repositories.module.css'
import type { RepositoriesSearch } from './search.ts'

const route = getRouteApi('/repositories')

const columns: readonly Column<Repository>[] = [
  {
    id: 'name',
    header: 'Repository',
    width: 'minmax(150px, 2fr)',
    cell: (repository) => (
      <>
        <MiddleText>{repository.name}</MiddleText>
        {repository.archived && <IconArchive size={14} aria-label="archived" className={classes.icon} />}
        {!repository.present && <span className={classes.dim}>no longer listed</span>}
      </>
    ),
  },
  {
    id: 'open',
    header: 'Open',
    width: 'minmax(150px, 1.4fr)',
    cell: (repository) => <SeverityTally counts={repository.open} />,
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(0, 1.1fr)',
    fromWidth: 720,
    cell: (repository) => repository.product?.name ?? '',
  },
  {
    id: 'records',
    header: 'Records',
    width: '76px',
    align: 'end',
    fromWidth: 560,
    cell: (repository) => formatNumber(repository.records),
  },
  {
    id: 'branch',
    header: 'Default branch',
    width: '130px',
    fromWidth: 980,
    cell: (repository) => <span className={classes.dim}>{repository.defaultBranch ?? 'none: no commits'}</span>,
  },
  {
    id: 'sources',
    header: 'Listed by',
    width: '84px',
    fromWidth: 640,
    cell: (repository) => <Sources sources={repository.sources} />,
  },
]

export function RepositoriesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(repositoriesQuery(search))
  const connections = useQuery(connectionsQuery)
  const sources = connections.data?.filter((connection) => connection.repositories > 0) ?? []
  const count = countOf(list.data)
  const filtered = Object.values(search).some((value) => value !== undefined)

  function narrow(change: Partial<RepositoriesSearch>): void {
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  return (
    <Page
      title="Repositories"
      form="fill"
      actions={<span className={classes.dim}>{count !== undefined && formatBounded(count)}</span>}
    >
      <FilterBar>
        <SearchField
          label="Find a repository"
          value={search.q ?? ''}
          onChange={(q) => narrow({ q: q === '' ? undefined : q })}
        />
        <FilterMenu
          label="Listed by"
          options={sources.map((connection) => ({ value: connection.id, label: connection.label }))}
          selected={search.connection ?? []}
          onChange={(chosen) => narrow({ connection: chosen.length === 0 ? undefined : chosen })}
        />
      </FilterBar>
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the repositories" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Repositories"
          columns={columns}
          rows={rowsOf(list.data)}
          rowId={(repository) => repository.id}
          rowName={(repository) => repository.name}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={(repository) =>
            void navigate({ to: '/repositories/$repositoryId', params: { repositoryId: repository.id } })
          }
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={
            <EmptyState
              icon={IconGitBranch}
              title={filtered ? 'No repository fits' : 'No repositories yet'}
              action={
                filtered ? (
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    Clear the filters
                  </Button>
                ) : (
                  <ButtonLink to="/integrations">Connect source control</ButtonLink>
                )
              }
            >
              Source control lists the repositories; scanners’ projects are matched to them by their immutable id or address.
            </EmptyState>
          }
        />
      )}
    </Page>
  )
}
