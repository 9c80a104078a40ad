import { Button } from '@mantine/core'
import { useState } from 'react'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDay } from '../../format/time.ts'
import { actorName } from '../session/actor-name.ts'
import { useMayOn } from '../session/queries.ts'
import { DecideForm } from './decide-form.tsx'
import { useDecide } from './queries.ts'
import classes from './vulnerabilities.module.css'
import { decisionNames } from './words.ts'

interface DecideProps {
  readonly vulnerability: VulnerabilityDetail
}

/** What people decided. No import undoes it. */
export function Decide({ vulnerability }: DecideProps) {
  const may = useMayOn('writer')
  const [open, setOpen] = useState(false)
  const decide = useDecide()
  const { decision, decisionReason, decisionUntil, decidedBy, decidedAt } = vulnerability
  const ids = [vulnerability.id]

  return (
    <section className={classes.section} aria-label="Decision">
      <h3 className={classes.sectionTitle}>{open ? 'Decide' : 'Decision'}</h3>
      {decision === 'none' ? (
        !open && <p className={classes.dim}>Nobody has decided anything yet.</p>
      ) : (
        <div className={classes.decided}>
          <strong>{decisionNames[decision]}</strong>
          {decisionUntil !== null && <span> until {formatDay(decisionUntil)}</span>}
          {decisionReason !== null && <p className={classes.prose}>{decisionReason}</p>}
          {decidedBy !== null && decidedAt !== null && (
            <p className={classes.dim}>
              {actorName(decidedBy)}, <RelativeTime at={decidedAt} />
            </p>
          )}
        </div>
      )}
      {open ? (
        <DecideForm ids={ids} decide={decide} onDone={() => setOpen(false)} onCancel={() => setOpen(false)} />
      ) : (
        <div className={classes.buttons}>
          <Button disabled={!may} onClick={() => setOpen(true)}>
            {decision === 'none' ? 'Decide' : 'Change'}
          </Button>
          {decision !== 'none' && (
            <Button
              variant="default"
              disabled={!may}
              loading={decide.isPending}
              onClick={() => decide.mutate({ ids, values: { decision: 'none' } })}
            >
              Take back
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
