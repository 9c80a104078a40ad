import { Button, Group } from '@mantine/core'
import { IconFileUpload, IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Exporter } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatNumber } from '../../format/number.ts'
import { ConnectionStateLabel } from '../connections/connection-state.tsx'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import { useMay } from '../session/queries.ts'
import { ExporterFileDialog } from './exporter-file-dialog.tsx'
import { exportersQuery } from './queries.ts'

const columns: readonly Column<Exporter>[] = [
  {
    id: 'label',
    header: 'Exporter',
    width: 'minmax(140px, 1.4fr)',
    cell: (exporter) => (
      <>
        <ConnectorMarkOf connector={exporter.connector} />
        <MiddleText>{exporter.label}</MiddleText>
      </>
    ),
  },
  { id: 'state', header: 'State', width: '132px', cell: (exporter) => <ConnectionStateLabel state={exporter.state} /> },
  {
    id: 'profiles',
    header: 'Scan profiles',
    width: 'minmax(100px, 1.4fr)',
    fromWidth: 620,
    cell: (exporter) => exporter.scanProfiles.map((profile) => profile.name).join(', ') || 'None: nothing goes there',
  },
  {
    id: 'limit',
    header: 'A day',
    width: '80px',
    align: 'end',
    fromWidth: 760,
    cell: ({ limits }) => limits.perDay ?? 'No limit',
  },
  {
    id: 'scopes',
    header: 'Exported',
    width: '90px',
    align: 'end',
    fromWidth: 560,
    cell: (exporter) => formatNumber(exporter.scopes),
  },
  {
    id: 'latest',
    header: 'Latest uploads',
    width: 'minmax(0, 1.4fr)',
    fromWidth: 860,
    cell: ({ latest }) =>
      Object.entries(latest)
        .map(([state, count]) => `${formatNumber(count)} ${state.replaceAll('-', ' ')}`)
        .join(', '),
  },
  {
    id: 'at',
    header: 'Last success',
    width: '110px',
    align: 'end',
    fromWidth: 460,
    cell: ({ lastUploadAt }) => (lastUploadAt === null ? 'Never' : <RelativeTime at={lastUploadAt} />),
  },
]

/** Destinations that findings are exported to; each is a connection too. */
export function ExporterTable() {
  const may = useMay('maintainer')
  const [choosing, setChoosing] = useState(false)

  return (
    <>
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={<IconFileUpload size={15} aria-hidden />}
          disabled={!may}
          onClick={() => setChoosing(true)}
        >
          From a file
        </Button>
      </Group>
      <Exporters />
      {choosing && <ExporterFileDialog onClose={() => setChoosing(false)} />}
    </>
  )
}

function Exporters() {
  const navigate = useNavigate()
  const list = useQuery(exportersQuery)

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the exporters" onRetry={() => void list.refetch()} />
  }
  return (
    <DataTable
      label="Exporters"
      columns={columns}
      rows={list.data ?? []}
      rowId={(exporter) => exporter.id}
      rowName={(exporter) => exporter.label}
      state={list.isPending ? 'loading' : 'ready'}
      onActivate={(exporter) => void navigate({ to: '/integrations/$connectionId', params: { connectionId: exporter.id } })}
      empty={
        <EmptyState icon={IconPlugConnected} title="No exporters yet">
          An exporter is a connection to a product that takes findings. Connect one under Integrations; it joins the default
          scan profile by itself.
        </EmptyState>
      }
    />
  )
}
