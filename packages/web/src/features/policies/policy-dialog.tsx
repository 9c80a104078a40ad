import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { fieldMessage } from '../../api/problem.ts'
import type { Policy } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { severityName } from '../../components/severity.tsx'
import integration from '../integrations/integrations.module.css'
import { decisionNames } from '../vulnerabilities/words.ts'
import { PolicyPreview } from './policy-preview.tsx'
import { isComplete, type PolicyForm, policyDecisions, policyForm, policyValues, ratedSeverities } from './policy-values.ts'
import { useSavePolicy } from './queries.ts'
import { ScopeSelect } from './scope-select.tsx'

interface PolicyDialogProps {
  /** `null` creates one. */
  readonly policy: Policy | null
  readonly onClose: () => void
}

const actions = [
  ...policyDecisions.map((value) => ({ value, label: `Dismiss: ${decisionNames[value]}` })),
  { value: 'require' as const, label: 'Require: must be fixed' },
]

/** A policy, and what it would change, while it is written. */
export function PolicyDialog({ policy, onClose }: PolicyDialogProps) {
  const save = useSavePolicy(policy?.id ?? null)
  const form = useForm<PolicyForm>({
    initialValues: policyForm(policy),
    validate: {
      name: (value) => (value.trim() === '' ? 'Give it a name.' : null),
      reason: (value) => (value.trim() === '' ? 'Say why, for whoever reads this later.' : null),
    },
  })
  const values = policyValues(form.values, policy)
  const [settled] = useDebouncedValue(JSON.stringify(values), 700)

  return (
    <Modal
      opened
      onClose={onClose}
      title={policy === null ? 'New policy' : 'Change the policy'}
      size={640}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(
          (given) => save.mutate(policyValues(given, policy), { onSuccess: onClose }),
          focusFirstError(form),
        )}
      >
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <TextInput
            label="Name"
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(save.error, 'name')}
            data-autofocus
          />
          <Group grow align="start">
            <Select label="Does" data={actions} allowDeselect={false} {...form.getInputProps('does')} />
            <TextInput
              label="Until"
              type="date"
              {...form.getInputProps('expires')}
              error={fieldMessage(save.error, 'expiresAt')}
            />
          </Group>
          <TextInput
            label="Reason"
            description="Stands with everything it decides."
            {...form.getInputProps('reason')}
            error={form.errors['reason'] ?? fieldMessage(save.error, 'reason')}
          />
          <Conditions form={form} />
          <ScopeSelect
            value={form.values.scope}
            known={policy?.product ?? policy?.productType ?? null}
            onChange={(id) => form.setFieldValue('scope', id)}
          />
          <PolicyPreview
            values={settled === JSON.stringify(values) && isComplete(values) ? values : null}
            complete={isComplete(values)}
            id={policy?.id ?? null}
          />
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!isComplete(values)}>
              Save
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

function Conditions({ form }: { readonly form: UseFormReturnType<PolicyForm> }) {
  const severityChoices = ratedSeverities.map((value) => ({ value, label: severityName(value) }))
  return (
    <>
      <Group grow align="start">
        <TextInput label="Risk below" inputMode="numeric" placeholder="any" {...form.getInputProps('riskBelow')} />
        <TextInput label="Risk at least" inputMode="numeric" placeholder="any" {...form.getInputProps('riskAtLeast')} />
        <TextInput
          label="Not exploited, EPSS below"
          inputMode="decimal"
          placeholder="any"
          {...form.getInputProps('epssBelow')}
        />
      </Group>
      <Group grow align="start">
        <Choice form={form} name="severityBelow" label="Severity below" data={severityChoices} />
        <Choice form={form} name="severityAtLeast" label="Severity at least" data={severityChoices} />
      </Group>
      <Group grow align="start">
        <Choice
          form={form}
          name="reachability"
          label="Reachability"
          data={[
            { value: 'unreachable', label: 'Not reached, as a scanner says' },
            { value: 'reachable', label: 'Reached' },
          ]}
        />
        <Choice
          form={form}
          name="fix"
          label="Fix"
          data={[
            { value: 'none', label: 'None is known' },
            { value: 'known', label: 'One is known' },
          ]}
        />
      </Group>
      <Group grow align="start">
        <TextInput label="Path" placeholder="test/*" {...form.getInputProps('path')} />
        <TextInput label="Package" placeholder="@acme/*" {...form.getInputProps('package')} />
      </Group>
      <Checkbox label="Known to be exploited" {...form.getInputProps('exploited', { type: 'checkbox' })} />
    </>
  )
}

interface ChoiceProps {
  readonly form: UseFormReturnType<PolicyForm>
  readonly name: 'severityBelow' | 'severityAtLeast' | 'reachability' | 'fix'
  readonly label: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
}

function Choice({ form, name, label, data }: ChoiceProps) {
  return (
    <Select
      label={label}
      placeholder="any"
      clearable
      data={[...data]}
      value={form.values[name] === '' ? null : form.values[name]}
      onChange={(value) => form.setFieldValue(name, value ?? '')}
    />
  )
}
