import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFlag } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Campaign } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatNumber } from '../../format/number.ts'
import { useMayOn } from '../session/queries.ts'
import { CampaignProgress } from './campaign-progress.tsx'
import { CreateCampaign } from './create-campaign.tsx'
import { campaignsQuery } from './queries.ts'

const columns: readonly Column<Campaign>[] = [
  { id: 'name', header: 'Campaign', width: 'minmax(140px, 1.4fr)', cell: (row) => <MiddleText>{row.name}</MiddleText> },
  {
    id: 'package',
    header: 'Package',
    width: 'minmax(140px, 1.4fr)',
    fromWidth: 640,
    cell: (row) => <MiddleText>{`${row.packageName} below ${row.below}`}</MiddleText>,
  },
  { id: 'done', header: 'Done', width: 'minmax(120px, 1fr)', cell: (row) => <CampaignProgress campaign={row} /> },
  {
    id: 'open',
    header: 'Open vulnerabilities',
    width: '150px',
    align: 'end',
    fromWidth: 820,
    cell: (row) => formatNumber(row.openVulnerabilities),
  },
  {
    id: 'created',
    header: 'Since',
    width: '110px',
    align: 'end',
    fromWidth: 560,
    cell: (row) => (row.closedAt === null ? <RelativeTime at={row.createdAt} /> : 'closed'),
  },
]

export function CampaignsPage() {
  const navigate = useNavigate()
  const may = useMayOn('writer')
  const [opened, dialog] = useDisclosure(false)
  const list = useInfiniteQuery(campaignsQuery)

  return (
    <Page
      title="Campaigns"
      form="fill"
      trail={<Link to="/remediations">Remediations</Link>}
      actions={
        <Button disabled={!may} onClick={dialog.open}>
          New campaign
        </Button>
      }
    >
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the campaigns" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Campaigns"
          columns={columns}
          rows={rowsOf(list.data)}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={(row) => void navigate({ to: '/remediations/campaigns/$campaignId', params: { campaignId: row.id } })}
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={
            <EmptyState icon={IconFlag} title="No campaigns yet">
              One fix across many repositories: everything on a package below a version. What is proposed of it is opened, now
              and after later syncs, and this page shows how far it is.
            </EmptyState>
          }
        />
      )}
      {opened && <CreateCampaign onClose={dialog.close} />}
    </Page>
  )
}
