import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import sheet from '../vulnerabilities/vulnerabilities.module.css'
import { remediationQuery } from './queries.ts'
import { RemediationView } from './remediation-view.tsx'

const route = getRouteApi('/remediations/$remediationId')

export function RemediationPage() {
  const { remediationId } = route.useParams()
  const { data: remediation, error, refetch } = useQuery(remediationQuery(remediationId))

  return (
    <Page title={remediation?.asset ?? 'Remediation'} trail={<Link to="/remediations">Remediations</Link>}>
      {error !== null && <ProblemNotice error={error} during="Loading the remediation" onRetry={() => void refetch()} />}
      {remediation === undefined ? (
        error === null && <Skeleton height={420} radius={10} />
      ) : (
        <div className={sheet.sheet}>
          <RemediationView key={remediationId} remediation={remediation} form="page" />
        </div>
      )}
    </Page>
  )
}
