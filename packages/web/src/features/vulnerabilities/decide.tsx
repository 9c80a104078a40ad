import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDay } from '../../format/time.ts'
import { actorName } from '../session/actor-name.ts'
import { useMayOn } from '../session/queries.ts'
import { DecideForm } from './decide-form.tsx'
import { useDecide } from './queries.ts'
import classes from './vulnerabilities.module.css'
import { decisionNames, justificationNames } from './words.ts'

/** Somebody may have opened it again, or a policy keeps others from dismissing it. */
function undecided({ requiredBy, decidedBy }: VulnerabilityDetail): string {
  if (requiredBy !== null) return `The policy “${requiredBy.name}” requires it to be fixed.`
  if (decidedBy !== null) return `${actorName(decidedBy)} opened it again: no policy dismisses it.`
  return 'Nobody has decided anything yet.'
}

interface DecideProps {
  readonly vulnerability: VulnerabilityDetail
}

/** What people decided. No import undoes it. */
export function Decide({ vulnerability }: DecideProps) {
  const may = useMayOn('writer')
  const [open, setOpen] = useState(false)
  const decide = useDecide()
  const { decision, decisionReason, decisionUntil, decidedBy, decidedAt, justification, duplicateOf, decisionOrigin } =
    vulnerability
  const ids = [vulnerability.id]

  return (
    <section className={classes.section} aria-label="Decision">
      <h3 className={classes.sectionTitle}>{open ? 'Decide' : 'Decision'}</h3>
      {decision === 'none' ? (
        !open && <p className={classes.dim}>{undecided(vulnerability)}</p>
      ) : (
        <div className={classes.decided}>
          <strong>{decisionNames[decision]}</strong>
          {decisionUntil !== null && <span> until {formatDay(decisionUntil)}</span>}
          {justification !== null && <p className={classes.dim}>{justificationNames[justification]}</p>}
          {duplicateOf !== null && (
            <p>
              of{' '}
              <Link
                to="/vulnerabilities/$vulnerabilityId"
                params={{ vulnerabilityId: duplicateOf.id }}
                className={classes.link}
              >
                {duplicateOf.name}
              </Link>
            </p>
          )}
          {decisionOrigin !== null && <p className={classes.dim}>From the VEX document {decisionOrigin.document}</p>}
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
