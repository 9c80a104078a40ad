import { IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Upload } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatNumber } from '../../format/number.ts'
import { addressColumns } from './columns.tsx'
import { type UploadFilters, uploadsQuery } from './queries.ts'
import { UploadStateLabel } from './upload-state.tsx'
import { placeOf, reasonWords } from './words.ts'

const columns: readonly Column<Upload>[] = [
  { id: 'state', header: 'State', width: '126px', cell: (upload) => <UploadStateLabel upload={upload} /> },
  ...addressColumns,
  {
    id: 'findings',
    header: 'Findings',
    width: '90px',
    align: 'end',
    fromWidth: 560,
    cell: (upload) => (upload.findings === null ? '' : formatNumber(upload.findings)),
  },
  {
    id: 'leftOut',
    header: 'Left out',
    width: '80px',
    align: 'end',
    fromWidth: 1100,
    cell: (upload) => (upload.leftOut === 0 ? '' : formatNumber(upload.leftOut)),
  },
  { id: 'reason', header: 'Why', width: '132px', fromWidth: 760, cell: (upload) => reasonWords[upload.reason] },
  {
    id: 'at',
    header: 'When',
    width: '96px',
    align: 'end',
    cell: (upload) => <RelativeTime at={upload.endedAt ?? upload.sentAt ?? upload.beganAt} />,
  },
]

export function UploadTable({ filters }: { readonly filters: UploadFilters }) {
  const navigate = useNavigate()
  const list = useInfiniteQuery(uploadsQuery(filters))

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the uploads" onRetry={() => void list.refetch()} />
  }
  return (
    <DataTable
      label="Uploads"
      columns={columns}
      rows={rowsOf(list.data)}
      rowId={(upload) => upload.id}
      rowName={(upload) => placeOf(upload)}
      state={list.isPending ? 'loading' : 'ready'}
      onActivate={(upload) => void navigate({ to: '/uploads/$uploadId', params: { uploadId: upload.id } })}
      more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      empty={
        <EmptyState icon={IconUpload} title="No uploads yet">
          After each complete sync the default branch of a repository is sent to its destinations, as a whole. Connect a
          destination under Integrations to begin.
        </EmptyState>
      }
    />
  )
}
