import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { useDecide } from './queries.ts'
import { decisions } from './search.ts'
import classes from './vulnerabilities.module.css'
import { decisionNames } from './words.ts'

interface DecideFormProps {
  readonly ids: readonly string[]
  readonly decide: ReturnType<typeof useDecide>
  readonly onDone: () => void
  readonly onCancel: () => void
}

const offered = decisions.filter((decision) => decision !== 'none')

export function DecideForm({ ids, decide, onDone, onCancel }: DecideFormProps) {
  const form = useForm({
    initialValues: { decision: '', reason: '', until: '' },
    validate: {
      decision: (value) => (value === '' ? 'Choose a decision.' : null),
      reason: (value) => (value.trim() === '' ? 'Say why, for whoever reads this later.' : null),
      until: (value, values) =>
        values.decision === 'risk-accepted' && value === '' ? 'Until when is the risk accepted?' : null,
    },
  })

  function submit(values: typeof form.values): void {
    const decision = offered.find((each) => each === values.decision)
    if (decision === undefined) return
    const until = decision === 'risk-accepted' ? endOfDay(values.until) : undefined
    decide.mutate({ ids, values: { decision, reason: values.reason.trim(), until } }, { onSuccess: onDone })
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit, focusFirstError(form))}>
      <Stack gap="sm">
        {decide.error !== null && <ProblemNotice error={decide.error} kept="Nothing was changed. Your text is still here." />}
        <Select
          label="Decision"
          placeholder="Choose…"
          data={offered.map((value) => ({ value, label: decisionNames[value] }))}
          {...form.getInputProps('decision')}
          error={form.errors['decision'] ?? fieldMessage(decide.error, 'decision')}
          data-autofocus
        />
        {form.values.decision === 'risk-accepted' && (
          <TextInput
            label="Until"
            type="date"
            min={new Date().toISOString().slice(0, 10)}
            {...form.getInputProps('until')}
            error={form.errors['until'] ?? fieldMessage(decide.error, 'until')}
          />
        )}
        <Textarea
          label="Reason"
          autosize
          minRows={2}
          {...form.getInputProps('reason')}
          error={form.errors['reason'] ?? fieldMessage(decide.error, 'reason')}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={decide.isPending}>
            Decide
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** A day means all of it, where the person is. */
function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString()
}
