import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { MappingRule } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { connectionsQuery } from '../connections/queries.ts'
import integration from '../integrations/integrations.module.css'
import { productTypesQuery } from '../products/queries.ts'
import { useSaveRule } from './queries.ts'
import { RulePreview } from './rule-preview.tsx'
import { formOf, isComplete, valuesOf } from './rule-values.ts'

interface RuleDialogProps {
  /** `null` creates one. */
  readonly rule: MappingRule | null
  readonly onClose: () => void
}

const patternHint = '* stands for any characters; letter case does not count.'

/** A mapping rule, and what it would map, while it is written. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const connections = useQuery(connectionsQuery)
  const types = useQuery(productTypesQuery)
  const save = useSaveRule(rule?.id ?? null)
  const [automatic, setAutomatic] = useState(true)
  const form = useForm({
    initialValues: formOf(rule),
    validate: { product: (value) => (value.trim() === '' ? 'Enter the name of a product.' : null) },
  })
  const values = valuesOf(form.values)
  const [draft] = useDebouncedValue(isComplete(values) ? JSON.stringify(values) : null, 300)

  return (
    <Modal
      opened
      onClose={onClose}
      title={rule === null ? 'New mapping rule' : 'Change the mapping rule'}
      size={600}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit((given) => save.mutate(valuesOf(given), { onSuccess: onClose }), focusFirstError(form))}
      >
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <TextInput
            label="Name of the record"
            placeholder="payment-*"
            description={patternHint}
            {...form.getInputProps('name')}
            error={fieldMessage(save.error, 'name')}
            data-autofocus
          />
          <TextInput
            label="Address of its repository or page"
            placeholder="git.example.com/acme/*"
            {...form.getInputProps('url')}
          />
          <Group grow align="start">
            <TextInput label="Vendor’s tag" placeholder="team:*" {...form.getInputProps('tag')} />
            <TextInput label="Attribute" placeholder="language" {...form.getInputProps('attributeName')} />
            <TextInput label="Its value" placeholder="any" {...form.getInputProps('attributeValue')} />
          </Group>
          <Select
            label="Connection"
            placeholder="All connections"
            clearable
            data={(connections.data ?? []).map(({ id, label }) => ({ value: id, label }))}
            {...form.getInputProps('connectionId')}
            value={form.values.connectionId === '' ? null : form.values.connectionId}
            onChange={(value) => form.setFieldValue('connectionId', value ?? '')}
          />
          <Group grow align="start">
            <TextInput label="Product" description="Created when there is none." {...form.getInputProps('product')} />
            <Select
              label="Product type"
              description="Of the product."
              placeholder="General"
              clearable
              data={(types.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('productTypeId')}
              value={form.values.productTypeId === '' ? null : form.values.productTypeId}
              onChange={(value) => form.setFieldValue('productTypeId', value ?? '')}
            />
            <TextInput label="Owner" description="Where it has none." {...form.getInputProps('owner')} />
          </Group>
          <Checkbox
            label="Show also records for which Patchbay made a product of their own"
            checked={automatic}
            onChange={(event) => setAutomatic(event.currentTarget.checked)}
          />
          <RulePreview draft={draft === null ? null : values} rule={rule?.id ?? null} automatic={automatic} />
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
