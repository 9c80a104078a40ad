import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Campaign } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatNumber } from '../../format/number.ts'
import operations from '../operations/operations.module.css'
import { RemediationList } from '../remediations/remediation-list.tsx'
import { states } from '../remediations/search.ts'
import { actorName } from '../session/actor-name.ts'
import { useMayOn } from '../session/queries.ts'
import { CampaignProgress } from './campaign-progress.tsx'
import { campaignQuery, useCloseCampaign } from './queries.ts'

const route = getRouteApi('/remediations/campaigns/$campaignId')

export function CampaignPage() {
  const { campaignId } = route.useParams()
  const { data: campaign, error, refetch } = useQuery(campaignQuery(campaignId))

  return (
    <Page
      title={campaign?.name ?? 'Campaign'}
      trail={<Link to="/remediations/campaigns">Campaigns</Link>}
      lead={campaign && `Everything on ${campaign.packageName} below ${campaign.below}`}
      actions={campaign !== undefined && campaign.closedAt === null && <Closing campaign={campaign} />}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the campaign" onRetry={() => void refetch()} />}
      {campaign === undefined ? (
        error === null && <Skeleton height={320} radius={10} />
      ) : (
        <div className={operations.grid}>
          <Card title="Remediations" form="flush">
            <RemediationList
              filters={{ campaign: [campaign.id], state: states }}
              empty="Nothing below that version is known. What later syncs find is taken in."
            />
          </Card>
          <Card title="How far it is">
            <Facts
              facts={[
                { name: 'Done', value: <CampaignProgress campaign={campaign} /> },
                { name: 'Open vulnerabilities', value: formatNumber(campaign.openVulnerabilities) },
                { name: 'Begun', value: <RelativeTime at={campaign.createdAt} /> },
                { name: 'By', value: campaign.createdBy === null ? 'the hub' : actorName(campaign.createdBy) },
                ...(campaign.closedAt === null ? [] : [{ name: 'Closed', value: <RelativeTime at={campaign.closedAt} /> }]),
              ]}
            />
          </Card>
        </div>
      )}
    </Page>
  )
}

function Closing({ campaign }: { readonly campaign: Campaign }) {
  const may = useMayOn('writer')
  const close = useCloseCampaign(campaign.id)
  return (
    <>
      {close.error !== null && <ProblemNotice error={close.error} kept="It is still running." />}
      <Button variant="default" disabled={!may} loading={close.isPending} onClick={() => close.mutate(undefined)}>
        Close the campaign
      </Button>
    </>
  )
}
