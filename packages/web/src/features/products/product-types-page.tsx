import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCategory, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ProductType } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityTally } from '../../components/severity-counts.tsx'
import { formatNumber } from '../../format/number.ts'
import { useMay } from '../session/queries.ts'
import { ProductTypeDialog } from './product-type-dialog.tsx'
import { productTypesQuery } from './queries.ts'

const columns: readonly Column<ProductType>[] = [
  { id: 'name', header: 'Product type', width: 'minmax(160px, 1.6fr)', cell: (type) => type.name },
  { id: 'open', header: 'Open', width: 'minmax(150px, 1.4fr)', cell: (type) => <SeverityTally counts={type.open} /> },
  {
    id: 'risk',
    header: 'Risk',
    width: '64px',
    align: 'end',
    fromWidth: 480,
    cell: (type) => (type.riskScore === null ? '' : formatNumber(type.riskScore)),
  },
  {
    id: 'products',
    header: 'Products',
    width: '90px',
    align: 'end',
    fromWidth: 480,
    cell: (type) => formatNumber(type.products),
  },
  {
    id: 'repositories',
    header: 'Repositories',
    width: '100px',
    align: 'end',
    fromWidth: 560,
    cell: (type) => formatNumber(type.repositories),
  },
  {
    id: 'images',
    header: 'Images',
    width: '76px',
    align: 'end',
    fromWidth: 760,
    cell: (type) => formatNumber(type.images),
  },
  {
    id: 'records',
    header: 'Records',
    width: '76px',
    align: 'end',
    fromWidth: 640,
    cell: (type) => formatNumber(type.records),
  },
]

/** Open vulnerabilities by product type. */
export function ProductTypesPage() {
  const navigate = useNavigate()
  const types = useQuery(productTypesQuery)
  const may = useMay('maintainer')
  const [opened, dialog] = useDisclosure(false)

  return (
    <Page
      title="Product types"
      trail={<Link to="/products">Products</Link>}
      lead="What the products of one kind add up to."
      form="fill"
      actions={
        <Button leftSection={<IconPlus size={15} />} disabled={!may} onClick={dialog.open}>
          New product type
        </Button>
      }
    >
      {types.error !== null && types.data === undefined ? (
        <ProblemNotice error={types.error} during="Loading the product types" onRetry={() => void types.refetch()} />
      ) : (
        <DataTable
          label="Product types"
          columns={columns}
          rows={types.data ?? []}
          rowId={(type) => type.id}
          rowName={(type) => type.name}
          state={types.isPending ? 'loading' : 'ready'}
          onActivate={(type) => void navigate({ to: '/products/types/$productTypeId', params: { productTypeId: type.id } })}
          more={{ has: false, load: () => undefined }}
          empty={
            <EmptyState icon={IconCategory} title="No product types yet">
              A product type gathers products of one kind. Create one, or let them come with the first products.
            </EmptyState>
          }
        />
      )}
      {opened && <ProductTypeDialog type={null} onClose={dialog.close} />}
    </Page>
  )
}
