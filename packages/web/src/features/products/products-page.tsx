import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBox, IconCategory, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Product } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { SearchField } from '../../components/filters/search-field.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityTally } from '../../components/severity-counts.tsx'
import { formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import classes from '../repositories/repositories.module.css'
import { useMay } from '../session/queries.ts'
import { ProductDialog } from './product-dialog.tsx'
import { productsQuery, productTypesQuery } from './queries.ts'
import { criticalities, type ProductsSearch } from './search.ts'

const route = getRouteApi('/products')

const columns: readonly Column<Product>[] = [
  { id: 'name', header: 'Product', width: 'minmax(160px, 1.6fr)', cell: (product) => product.name },
  { id: 'open', header: 'Open', width: 'minmax(150px, 1.4fr)', cell: (product) => <SeverityTally counts={product.open} /> },
  {
    id: 'risk',
    header: 'Risk',
    width: '64px',
    align: 'end',
    fromWidth: 480,
    cell: (product) => (product.riskScore === null ? '' : formatNumber(product.riskScore)),
  },
  {
    id: 'type',
    header: 'Type',
    width: 'minmax(0, 1fr)',
    fromWidth: 640,
    cell: (product) => <span className={classes.dim}>{product.type.name}</span>,
  },
  {
    id: 'environment',
    header: 'Environment',
    width: 'minmax(0, 0.7fr)',
    fromWidth: 980,
    cell: (product) => product.environment ?? '',
  },
  { id: 'owner', header: 'Owner', width: 'minmax(0, 0.8fr)', fromWidth: 860, cell: (product) => product.owner ?? '' },
  {
    id: 'criticality',
    header: 'Criticality',
    width: '90px',
    fromWidth: 760,
    cell: (product) => sentenceCase(product.criticality),
  },
  {
    id: 'repositories',
    header: 'Repositories',
    width: '96px',
    align: 'end',
    fromWidth: 560,
    cell: (product) => formatNumber(product.repositories),
  },
  {
    id: 'records',
    header: 'Records',
    width: '76px',
    align: 'end',
    fromWidth: 560,
    cell: (product) => formatNumber(product.records),
  },
]

export function ProductsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay('maintainer')
  const list = useInfiniteQuery(productsQuery(search))
  const types = useQuery(productTypesQuery)
  const [opened, dialog] = useDisclosure(false)

  function narrow(change: Partial<ProductsSearch>): void {
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  return (
    <Page
      title="Products"
      lead="What teams own: repositories and records under one name."
      form="fill"
      actions={
        <>
          <ButtonLink to="/products/types" variant="default" leftSection={<IconCategory size={15} />}>
            Product types
          </ButtonLink>
          <Button leftSection={<IconPlus size={15} />} disabled={!may} onClick={dialog.open}>
            New product
          </Button>
        </>
      }
    >
      <FilterBar>
        <SearchField label="Find a product" value={search.q ?? ''} onChange={(q) => narrow({ q: q === '' ? undefined : q })} />
        <FilterMenu
          label="Type"
          options={(types.data ?? []).map((type) => ({ value: type.id, label: type.name, count: type.products }))}
          selected={search.productType ?? []}
          onChange={(chosen) => narrow({ productType: chosen.length === 0 ? undefined : chosen })}
        />
        <FilterMenu
          label="Criticality"
          options={criticalities.map((value) => ({ value, label: sentenceCase(value) }))}
          selected={search.criticality ?? []}
          onChange={(chosen) => {
            const criticality = criticalities.filter((each) => chosen.includes(each))
            narrow({ criticality: criticality.length === 0 ? undefined : criticality })
          }}
        />
      </FilterBar>
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the products" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Products"
          columns={columns}
          rows={rowsOf(list.data)}
          rowId={(product) => product.id}
          rowName={(product) => product.name}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={(product) => void navigate({ to: '/products/$productId', params: { productId: product.id } })}
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={
            <EmptyState icon={IconBox} title="No products here">
              A product gathers what a team owns. Create one, or let records that match no repository create theirs: that is a
              switch of each connection.
            </EmptyState>
          }
        />
      )}
      {opened && <ProductDialog product={null} onClose={dialog.close} />}
    </Page>
  )
}
