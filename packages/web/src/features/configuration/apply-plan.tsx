import { Button, Group, Stack } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { ToneLabel } from '../../components/tone.tsx'
import { formatCount } from '../../format/number.ts'
import { ChangeList } from './change-list.tsx'
import { missingSecrets } from './change-words.ts'
import classes from './configuration.module.css'
import { FileProblem } from './file-problem.tsx'
import { type Planned, type SecretValues, useApplyFile } from './queries.ts'

interface ApplyPlanProps {
  readonly planned: Planned
  readonly onAgain: () => void
}

/** What would change, the secrets that are still needed for it, and the button that does it. */
export function ApplyPlan({ planned, onAgain }: ApplyPlanProps) {
  const { plan } = planned
  const [secrets, setSecrets] = useState<SecretValues>({})
  const apply = useApplyFile()
  const missing = missingSecrets(plan)
  const complete = missing.every(({ connection, setting }) => givenValue(secrets, connection, setting) !== '')

  function submit(event: FormEvent): void {
    event.preventDefault()
    apply.mutate({ ...planned, secrets })
  }

  if (apply.data !== undefined) {
    const stopped = apply.data.outcome === 'stopped'
    return (
      <Card title={stopped ? 'Applied in part' : 'Applied'}>
        <Stack gap="sm">
          <div role="status">
            <ToneLabel tone={stopped ? 'bad' : 'good'} icon={stopped ? IconAlertTriangle : IconCheck}>
              {stopped
                ? 'Something failed. What is done stays done; apply the file again to go on.'
                : 'The hub has what the file says.'}
            </ToneLabel>
          </div>
          <ChangeList changes={apply.data.changes} />
          <Group>
            <Button variant="default" onClick={onAgain}>
              Look again
            </Button>
          </Group>
        </Stack>
      </Card>
    )
  }

  return (
    <Card title={plan.writes === 0 ? 'Nothing to change' : `What changes: ${formatCount(plan.writes, 'thing')}`}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <ChangeList changes={plan.changes} />
          {missing.map(({ connection, setting, reference }) => (
            <SecretInput
              key={`${connection} ${setting}`}
              className={classes.secret}
              secretName={`${setting} of ${connection}`}
              label={`${setting} of ${connection}`}
              description={`The file refers to ${reference}; the hub does not look there.`}
              autoComplete="off"
              value={givenValue(secrets, connection, setting)}
              onChange={(event) => setSecrets(withValue(secrets, connection, setting, event.currentTarget.value))}
            />
          ))}
          {apply.error !== null && <Refusal error={apply.error} onAgain={onAgain} />}
          {plan.writes > 0 && (
            <Group>
              <Button type="submit" loading={apply.isPending} disabled={!complete}>
                Apply
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}

/** Somebody was faster: the plan has to be looked at again. */
function Refusal({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const outdated = error instanceof ApiProblem && error.code === 'plan-outdated'
  return outdated ? <ProblemNotice error={error} onRetry={onAgain} /> : <FileProblem error={error} />
}

function givenValue(secrets: SecretValues, connection: string, setting: string): string {
  const ofConnection = Object.hasOwn(secrets, connection) ? secrets[connection] : undefined
  return ofConnection?.[setting] ?? ''
}

function withValue(secrets: SecretValues, connection: string, setting: string, value: string): SecretValues {
  const before = Object.hasOwn(secrets, connection) ? secrets[connection] : undefined
  return { ...secrets, [connection]: { ...before, [setting]: value } }
}
