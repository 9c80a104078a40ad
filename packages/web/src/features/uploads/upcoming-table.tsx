import { IconCalendarTime } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { UpcomingUpload } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { addressColumns } from './columns.tsx'
import { type UploadFilters, upcomingUploadsQuery } from './queries.ts'
import { placeOf, slotWords, whyNext } from './words.ts'

const columns: readonly Column<UpcomingUpload>[] = [
  ...addressColumns,
  { id: 'why', header: 'Why', width: 'minmax(120px, 1.4fr)', cell: whyNext },
  { id: 'slots', header: 'Uploads', width: '130px', fromWidth: 760, cell: slotWords },
  {
    id: 'delivered',
    header: 'Last taken',
    width: '100px',
    align: 'end',
    fromWidth: 860,
    cell: ({ deliveredAt }) => (deliveredAt === null ? 'Never' : <RelativeTime at={deliveredAt} />),
  },
  {
    id: 'next',
    header: 'Next',
    width: '100px',
    align: 'end',
    cell: ({ nextAt }) => (nextAt === null ? '' : <RelativeTime at={nextAt} />),
  },
]

/** What is exported, when it leaves next, and why. */
export function UpcomingTable({ filters }: { readonly filters: UploadFilters }) {
  const navigate = useNavigate()
  const list = useInfiniteQuery(upcomingUploadsQuery(filters))

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading what is exported" onRetry={() => void list.refetch()} />
  }
  return (
    <DataTable
      label="What is exported"
      columns={columns}
      rows={rowsOf(list.data)}
      rowId={({ exporter, repository, family, slice }) => `${exporter.id} ${repository.id} ${family} ${slice.number}`}
      rowName={(upload) => placeOf(upload)}
      state={list.isPending ? 'loading' : 'ready'}
      onActivate={({ repository }) =>
        void navigate({ to: '/repositories/$repositoryId', params: { repositoryId: repository.id } })
      }
      more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      empty={
        <EmptyState icon={IconCalendarTime} title="Nothing is exported">
          A repository is exported when a good record leads to it, it has findings of a kind its scan profile exports, and there
          is an exporter in that profile.
        </EmptyState>
      }
    />
  )
}
