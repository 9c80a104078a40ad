import { Button, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import type { RemediationDetail } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { severities, severityName } from '../../components/severity.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useTell } from './queries.ts'

interface RemediationDialogProps {
  readonly remediation: RemediationDetail
  readonly onClose: () => void
}

const priorities = severities.filter((severity) => severity !== 'unknown')

/** Who does it, how urgent it is and by when; what is left empty follows from its vulnerabilities. */
export function RemediationDialog({ remediation, onClose }: RemediationDialogProps) {
  const tell = useTell(remediation.id)
  const { title, owner, priority, priorityTold, dueAt, dueTold } = remediation
  const form = useForm({
    initialValues: {
      title,
      owner: owner ?? '',
      priority: priorityTold ? priority : '',
      due: dueTold && dueAt !== null ? dueAt.slice(0, 10) : '',
    },
    validate: { title: (value) => (value.trim() === '' ? 'Say what it is called.' : null) },
  })

  function submit(values: typeof form.values): void {
    const called = values.title.trim()
    tell.mutate(
      {
        ...(called !== title && { title: called }),
        owner: values.owner.trim() === '' ? null : values.owner.trim(),
        priority: priorities.find((each) => each === values.priority) ?? null,
        dueAt: values.due === '' ? null : new Date(`${values.due}T23:59:59`).toISOString(),
      },
      { onSuccess: onClose },
    )
  }

  return (
    <Modal opened onClose={onClose} title="Change the remediation" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit, focusFirstError(form))}>
        <Stack gap="sm">
          {tell.error !== null && <ProblemNotice error={tell.error} kept="Nothing was changed. Your text is still here." />}
          <TextInput
            label="Title"
            maxLength={300}
            {...form.getInputProps('title')}
            error={form.errors['title'] ?? fieldMessage(tell.error, 'title')}
            data-autofocus
          />
          <TextInput
            label="Owner"
            description="A person or a team."
            maxLength={200}
            {...form.getInputProps('owner')}
            error={fieldMessage(tell.error, 'owner')}
          />
          <Select
            label="Priority"
            placeholder="As its vulnerabilities say"
            clearable
            data={priorities.map((value) => ({ value, label: severityName(value) }))}
            {...form.getInputProps('priority')}
          />
          <TextInput
            label="Due"
            description="Empty: when the first of its vulnerabilities is due."
            type="date"
            {...form.getInputProps('due')}
            error={fieldMessage(tell.error, 'dueAt')}
          />
          <div className={view.buttons}>
            <Button type="submit" loading={tell.isPending}>
              Save
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}
