import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RemediationDetail } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDay } from '../../format/time.ts'
import { actorName } from '../session/actor-name.ts'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useResume } from './queries.ts'
import { WaitForm } from './wait-form.tsx'

/** Waiting for a vendor: whether it does, for what and until when. Nothing where it cannot. */
export function RemediationWait({ remediation: { id, waiting, mayWait } }: { readonly remediation: RemediationDetail }) {
  const may = useMayOn('writer')
  const resume = useResume([id])
  const [opened, form] = useDisclosure(false)
  if (!mayWait) return null

  return (
    <section aria-label="Waiting for a vendor">
      <h3 className={view.sectionTitle}>Waiting for a vendor</h3>
      {waiting === null ? (
        !opened && <p className={view.dim}>Nothing is waited for: deadlines run.</p>
      ) : (
        <div className={view.decided}>
          <strong>{waiting.reason}</strong>
          <p className={view.dim}>
            Since <RelativeTime at={waiting.since} />
            {waiting.until !== null && ` until ${formatDay(waiting.until)}`}
            {waiting.by !== null && `, by ${actorName(waiting.by)}`}. The deadlines of everything it closes stand still.
          </p>
        </div>
      )}
      {resume.error !== null && <ProblemNotice error={resume.error} kept="Nothing was changed." />}
      {opened ? (
        <WaitForm ids={[id]} {...(waiting !== null && { waiting })} onDone={form.close} onCancel={form.close} />
      ) : (
        <div className={view.buttons}>
          {waiting !== null && (
            <Button
              size="xs"
              variant="default"
              disabled={!may}
              loading={resume.isPending}
              onClick={() => resume.mutate(undefined)}
            >
              Go on
            </Button>
          )}
          <Button size="xs" variant="default" disabled={!may} onClick={form.open}>
            {waiting === null ? 'Wait for a vendor…' : 'Change…'}
          </Button>
        </div>
      )}
    </section>
  )
}
