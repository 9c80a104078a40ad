import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RemediationDetail } from '../../api/types.ts'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { ChangeDialog } from './change-dialog.tsx'
import { usePlatforms } from './queries.ts'

/** The way to a pull or merge request. Nothing where it is no upgrade in a repository, is over, or no platform takes one. */
export function RemediationChange({ remediation }: { readonly remediation: RemediationDetail }) {
  const may = useMayOn('writer')
  const platforms = usePlatforms()
  const [isOpen, setOpen] = useState(false)
  const { state, repository, upgrades } = remediation
  const isOver = state === 'resolved' || state === 'dismissed'
  if (isOver || repository === null || upgrades.length === 0 || platforms.length === 0) return null

  return (
    <section aria-label="Change">
      <h3 className={view.sectionTitle}>Change</h3>
      <Button variant="default" disabled={!may} onClick={() => setOpen(true)}>
        Propose a change…
      </Button>
      {isOpen && <ChangeDialog remediationId={remediation.id} platforms={platforms} onClose={() => setOpen(false)} />}
    </section>
  )
}
