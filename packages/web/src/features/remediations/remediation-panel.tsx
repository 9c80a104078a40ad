import { IconArrowsDiagonal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { DetailPanel } from '../../components/detail-panel.tsx'
import { ActionIconLink } from '../../components/links.tsx'
import { remediationQuery } from './queries.ts'
import { RemediationView } from './remediation-view.tsx'

interface RemediationPanelProps {
  readonly id: string
  readonly onClose: () => void
}

export function RemediationPanel({ id, onClose }: RemediationPanelProps) {
  const { data: remediation, error, refetch } = useQuery(remediationQuery(id))

  return (
    <DetailPanel
      label={remediation === undefined ? 'Remediation' : `${remediation.title} in ${remediation.asset}`}
      heading={<span>{remediation?.asset ?? ''}</span>}
      page={
        <ActionIconLink to="/remediations/$remediationId" params={{ remediationId: id }} size={28} aria-label="Open as a page">
          <IconArrowsDiagonal size={16} />
        </ActionIconLink>
      }
      what="the remediation"
      error={error}
      onRetry={() => void refetch()}
      onClose={onClose}
    >
      {remediation && <RemediationView key={id} remediation={remediation} />}
    </DetailPanel>
  )
}
