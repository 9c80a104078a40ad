import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { useDecide } from './queries.ts'
import { decisions, justifications } from './search.ts'
import classes from './vulnerabilities.module.css'
import { decisionNames, justificationNames } from './words.ts'

interface DecideFormProps {
  readonly ids: readonly string[]
  readonly decide: ReturnType<typeof useDecide>
  readonly onDone: () => void
  readonly onCancel: () => void
}

const offered = decisions.filter((decision) => decision !== 'none')

export function DecideForm({ ids, decide, onDone, onCancel }: DecideFormProps) {
  const form = useForm({
    initialValues: { decision: '', reason: '', until: '', justification: '', duplicateOf: '' },
    validate: {
      decision: (value) => (value === '' ? 'Choose a decision.' : null),
      reason: (value) => (value.trim() === '' ? 'Say why, for whoever reads this later.' : null),
      until: (value, values) =>
        values.decision === 'risk-accepted' && value === '' ? 'Until when is the risk accepted?' : null,
      duplicateOf: (value, values) =>
        values.decision === 'duplicate' && value.trim() === '' ? 'Which vulnerability is it one of?' : null,
    },
  })

  function submit(values: typeof form.values): void {
    const decision = offered.find((each) => each === values.decision)
    if (decision === undefined) return
    const until = decision === 'risk-accepted' ? endOfDay(values.until) : undefined
    const justification = decision === 'not-affected' ? justifications.find((each) => each === values.justification) : undefined
    const duplicateOf = decision === 'duplicate' ? idIn(values.duplicateOf) : undefined
    const given = { decision, reason: values.reason.trim(), until, justification, duplicateOf }
    decide.mutate({ ids, values: given }, { onSuccess: onDone })
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
        {form.values.decision === 'not-affected' && (
          <Select
            label="Justification"
            placeholder="None"
            clearable
            data={justifications.map((value) => ({ value, label: justificationNames[value] }))}
            {...form.getInputProps('justification')}
            value={form.values.justification === '' ? null : form.values.justification}
            onChange={(value) => form.setFieldValue('justification', value ?? '')}
          />
        )}
        {form.values.decision === 'duplicate' && (
          <TextInput
            label="Duplicate of"
            description="Id or address of the vulnerability that stays."
            placeholder="vul_3k"
            {...form.getInputProps('duplicateOf')}
            error={form.errors['duplicateOf'] ?? fieldMessage(decide.error, 'duplicateOf')}
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

/** The id alone, or at the end of the address of its page. */
function idIn(text: string): string {
  return /vul_[0-9a-z]+/.exec(text)?.[0] ?? text.trim()
}

/** A day means all of it, where the person is. */
function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString()
}
