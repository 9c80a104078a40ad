import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RemediationDetail } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { ChangeDialog } from './change-dialog.tsx'
import { ChangeRequestRow } from './change-request-row.tsx'
import classes from './change-requests.module.css'
import { changeRequestsQuery, usePlatforms } from './queries.ts'

/**
 * The pull and merge requests of a remediation, and the way to one. Nothing where there is none and it is no upgrade in a repository, is
 * over, or no platform takes one.
 */
export function RemediationChange({ remediation }: { readonly remediation: RemediationDetail }) {
  const may = useMayOn('writer')
  const platforms = usePlatforms()
  const { data: requests = [], error, refetch } = useQuery(changeRequestsQuery(remediation.id))
  const [isOpen, setOpen] = useState(false)
  const { state, repository, upgrades } = remediation
  const isOver = state === 'resolved' || state === 'dismissed'
  const canPropose = !isOver && repository !== null && upgrades.length > 0 && platforms.length > 0
  if (error !== null) return <ProblemNotice error={error} during="Loading the change requests" onRetry={() => void refetch()} />
  if (requests.length === 0 && !canPropose) return null

  return (
    <section aria-label="Change">
      <h3 className={view.sectionTitle}>Change</h3>
      {requests.length > 0 && (
        <ul className={classes.requests}>
          {requests.map((request) => (
            <ChangeRequestRow key={request.id} request={request} />
          ))}
        </ul>
      )}
      {canPropose && (
        <Button variant="default" disabled={!may} onClick={() => setOpen(true)}>
          Propose a change…
        </Button>
      )}
      {isOpen && <ChangeDialog remediationId={remediation.id} platforms={platforms} onClose={() => setOpen(false)} />}
    </section>
  )
}
