import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { countOf, rowsOf } from '../../api/pages.ts'
import type { Image } from '../../api/types.ts'
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
import classes from '../repositories/repositories.module.css'
import { imagesQuery } from './queries.ts'
import type { ImagesSearch } from './search.ts'
import { sourceWay } from './source-words.ts'

const route = getRouteApi('/images')

const columns: readonly Column<Image>[] = [
  { id: 'name', header: 'Image', width: 'minmax(150px, 2fr)', cell: (image) => <MiddleText>{image.name}</MiddleText> },
  { id: 'open', header: 'Open', width: 'minmax(150px, 1.2fr)', cell: (image) => <SeverityTally counts={image.open} /> },
  {
    id: 'source',
    header: 'Built in',
    width: 'minmax(0, 1.4fr)',
    fromWidth: 560,
    cell: ({ source }) =>
      source === null ? (
        <span className={classes.dim}>not known</span>
      ) : (
        <MiddleText>{`${source.repository.name}${source.dockerfile === null ? '' : ` · ${source.dockerfile}`}`}</MiddleText>
      ),
  },
  {
    id: 'way',
    header: 'Known',
    width: '150px',
    fromWidth: 1080,
    cell: ({ source }) => <span className={classes.dim}>{source === null ? '' : sourceWay(source)}</span>,
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(0, 1fr)',
    fromWidth: 820,
    cell: (image) => <MiddleText>{image.product?.name ?? ''}</MiddleText>,
  },
  {
    id: 'versions',
    header: 'Tags',
    width: '64px',
    align: 'end',
    fromWidth: 640,
    cell: (image) => formatNumber(image.versions),
  },
]

export function ImagesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(imagesQuery(search))
  const count = countOf(list.data)
  const filtered = Object.values(search).some((value) => value !== undefined)

  function narrow(change: Partial<ImagesSearch>): void {
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  return (
    <Page
      title="Images"
      form="fill"
      actions={
        <>
          <span className={classes.dim}>{count !== undefined && formatBounded(count)}</span>
          <ButtonLink to="/images/rules" variant="default">
            Image rules
          </ButtonLink>
        </>
      }
    >
      <FilterBar>
        <SearchField label="Find an image" value={search.q ?? ''} onChange={(q) => narrow({ q: q === '' ? undefined : q })} />
        <FilterMenu
          label="Where it is built"
          options={[
            { value: 'known', label: 'Known' },
            { value: 'unknown', label: 'Not known' },
          ]}
          selected={search.source === undefined ? [] : [search.source]}
          onChange={(chosen) => narrow({ source: sourceOf(chosen, search.source) })}
        />
      </FilterBar>
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the images" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Images"
          columns={columns}
          rows={rowsOf(list.data)}
          rowId={(image) => image.id}
          rowName={(image) => image.name}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={(image) => void navigate({ to: '/images/$imageId', params: { imageId: image.id } })}
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={
            <EmptyState
              icon={IconStack2}
              title={filtered ? 'No image fits' : 'No images yet'}
              action={
                filtered ? (
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    Clear the filters
                  </Button>
                ) : (
                  <ButtonLink to="/integrations">Connect a scanner</ButtonLink>
                )
              }
            >
              Scanners that look into container images bring them. Told once where an image is built, its vulnerabilities are
              found at that repository, for every tag and every later scan.
            </EmptyState>
          }
        />
      )}
    </Page>
  )
}

/** One of the two, or neither: what was chosen last counts. */
function sourceOf(chosen: readonly string[], before: ImagesSearch['source']): ImagesSearch['source'] {
  const last = chosen.find((value) => value !== before) ?? chosen[0]
  return last === 'known' || last === 'unknown' ? last : undefined
}
