import { Skeleton, Stack, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ActionIconLink } from '../../components/links.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { remediationQuery } from './queries.ts'
import { RemediationView } from './remediation-view.tsx'

interface RemediationPanelProps {
  readonly id: string
  readonly onClose: () => void
}

export function RemediationPanel({ id, onClose }: RemediationPanelProps) {
  const { data: remediation, error, refetch } = useQuery(remediationQuery(id))

  return (
    <SidePanel
      label={remediation === undefined ? 'Remediation' : `${remediation.title} in ${remediation.asset}`}
      heading={<span>{remediation?.asset ?? ''}</span>}
      actions={
        <Tooltip label="Open as a page">
          <ActionIconLink
            to="/remediations/$remediationId"
            params={{ remediationId: id }}
            size={28}
            aria-label="Open as a page"
          >
            <IconArrowsDiagonal size={16} />
          </ActionIconLink>
        </Tooltip>
      }
      onClose={onClose}
    >
      {error !== null && remediation === undefined && (
        <ProblemNotice error={error} during="Loading the remediation" onRetry={() => void refetch()} />
      )}
      {remediation === undefined ? (
        error === null && (
          <Stack gap="md">
            <Skeleton height={24} width="80%" />
            <Skeleton height={90} />
            <Skeleton height={160} />
          </Stack>
        )
      ) : (
        <RemediationView key={id} remediation={remediation} />
      )}
    </SidePanel>
  )
}
