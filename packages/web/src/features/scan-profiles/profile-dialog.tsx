import { Button, Checkbox, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { Kind, ScanProfile } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { sentenceCase } from '../../format/words.ts'
import { exportersQuery } from '../exporters/queries.ts'
import integration from '../integrations/integrations.module.css'
import { productSearchQuery, productTypesQuery } from '../products/queries.ts'
import { type ProfileValues, useSaveProfile } from './queries.ts'

interface ProfileDialogProps {
  /** `null` creates one. */
  readonly profile: ScanProfile | null
  readonly onClose: () => void
}

const kinds = [
  'dependency',
  'container',
  'code',
  'secret',
  'infrastructure',
  'license',
  'malware',
  'supply-chain',
  'operational',
] as const
/** Chosen ones go on in further lines. */
const wraps = { input: { height: 'auto' } }
const severities = ['critical', 'high', 'medium', 'low', 'info'] as const

export function ProfileDialog({ profile, onClose }: ProfileDialogProps) {
  const save = useSaveProfile(profile?.id ?? null)
  const form = useProfileForm(profile)

  return (
    <Modal
      opened
      onClose={onClose}
      title={profile === null ? 'New scan profile' : `Scan profile ${profile.name}`}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={form.onSubmit((given) => save.mutate(given, { onSuccess: onClose }), focusFirstError(form))}>
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <TextInput
            label="Name"
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(save.error, 'name')}
            data-autofocus
          />
          <Exported form={form} profile={profile} />
          <ChosenBy form={form} profile={profile} />
          <Checkbox
            label="Reaches everything below"
            description="The products of a type that chose it; for the default, everything without a profile of its own."
            {...form.getInputProps('propagate', { type: 'checkbox' })}
          />
          <Checkbox
            label="The default"
            description="There is always one."
            disabled={profile?.isDefault === true}
            {...form.getInputProps('isDefault', { type: 'checkbox' })}
          />
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

function useProfileForm(profile: ScanProfile | null) {
  return useForm({
    initialValues: valuesOf(profile),
    validate: {
      name: (value: string) => (value.trim() === '' ? 'Enter a name.' : null),
      kinds: (value: readonly Kind[]) => (value.length === 0 ? 'Select at least one kind.' : null),
    },
  })
}

type Form = ReturnType<typeof useProfileForm>

interface PartProps {
  readonly form: Form
  readonly profile: ScanProfile | null
}

function Exported({ form, profile }: PartProps) {
  const found = useQuery(exportersQuery)
  const exporters = new Map([...(profile?.exporters ?? []), ...(found.data ?? [])].map(({ id, label }) => [id, label]))

  return (
    <>
      <MultiSelect
        styles={wraps}
        label="Exporters"
        placeholder={form.values.exporters.length === 0 ? 'Nowhere' : ''}
        data={[...exporters].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('exporters')}
      />
      <Group grow align="start">
        <MultiSelect
          styles={wraps}
          label="Kinds of finding"
          data={kinds.map((value) => ({ value, label: sentenceCase(value.replaceAll('-', ' ')) }))}
          value={form.values.kinds}
          onChange={(chosen) => form.setFieldValue('kinds', chosenKinds(chosen))}
          error={form.errors['kinds']}
        />
        <Select
          label="From this severity on"
          placeholder="Any"
          clearable
          data={severities.map((value) => ({ value, label: sentenceCase(value) }))}
          value={form.values.minimumSeverity}
          onChange={(value) => form.setFieldValue('minimumSeverity', severities.find((each) => each === value) ?? null)}
        />
      </Group>
    </>
  )
}

function ChosenBy({ form, profile }: PartProps) {
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), 180)
  const allTypes = useQuery(productTypesQuery)
  const types = new Map([...(profile?.productTypes ?? []), ...(allTypes.data ?? [])].map(({ id, name }) => [id, name]))
  const found = useQuery(productSearchQuery(settled))
  const products = new Map([...(profile?.products ?? []), ...(found.data ?? [])].map(({ id, name }) => [id, name]))

  return (
    <Group grow align="start">
      <MultiSelect
        styles={wraps}
        label="Product types"
        description="That choose it."
        data={[...types].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('productTypes')}
      />
      <MultiSelect
        styles={wraps}
        label="Products"
        description="That choose it."
        searchable
        onSearchChange={setTyped}
        data={[...products].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('products')}
      />
    </Group>
  )
}

function chosenKinds(chosen: readonly string[]): Kind[] {
  return kinds.filter((kind) => chosen.includes(kind))
}

function valuesOf(profile: ScanProfile | null): ProfileValues {
  return {
    name: profile?.name ?? '',
    isDefault: profile?.isDefault ?? false,
    propagate: profile?.propagate ?? true,
    kinds: [...(profile?.kinds ?? ['dependency', 'container', 'code', 'secret', 'infrastructure'])],
    minimumSeverity: profile?.minimumSeverity ?? null,
    exporters: profile?.exporters.map(({ id }) => id) ?? [],
    products: profile?.products.map(({ id }) => id) ?? [],
    productTypes: profile?.productTypes.map(({ id }) => id) ?? [],
  }
}
