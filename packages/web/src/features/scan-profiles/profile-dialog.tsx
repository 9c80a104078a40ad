import { Button, Checkbox, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { ScanProfile } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { severityName } from '../../components/severity.tsx'
import { CadenceField } from '../connections/cadence-field.tsx'
import { exportersQuery } from '../exporters/queries.ts'
import integration from '../integrations/integrations.module.css'
import { productSearchQuery, productTypesQuery } from '../products/queries.ts'
import { kindOptions, ProfileImports, wraps } from './profile-imports.tsx'
import { ProfilePreview } from './profile-preview.tsx'
import { kinds, minimums, type ProfileForm, profileForm, profileValues, whatIsLetIn } from './profile-values.ts'
import { useSaveProfile } from './queries.ts'

interface ProfileDialogProps {
  /** `null` creates one. */
  readonly profile: ScanProfile | null
  readonly onClose: () => void
}

export function ProfileDialog({ profile, onClose }: ProfileDialogProps) {
  const save = useSaveProfile(profile?.id ?? null)
  const form = useProfileForm(profile)
  const values = profileValues(form.values)
  const [settled] = useDebouncedValue(JSON.stringify(whatIsLetIn(values)), 700)
  const letIn = JSON.stringify(whatIsLetIn(values))
  const asks = letIn === settled && letIn !== JSON.stringify(whatIsLetIn(profileValues(profileForm(profile, here()))))

  return (
    <Modal
      opened
      onClose={onClose}
      title={profile === null ? 'New scan profile' : `Scan profile ${profile.name}`}
      size={600}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit((given) => save.mutate(profileValues(given), { onSuccess: onClose }), focusFirstError(form))}
      >
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <TextInput
            label="Name"
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(save.error, 'name')}
            data-autofocus
          />
          <CadenceField
            label="Sync"
            description="Reads the findings of its records beside the schedules of their connections."
            never="Only with its connections"
            field="schedule.sync"
            draft={form.values.sync}
            onChange={(draft) => form.setFieldValue('sync', draft)}
            next={profile?.nextSyncAt ?? null}
            error={save.error}
            disabled={false}
          />
          <ProfileImports form={form} />
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
          <ProfilePreview values={asks ? values : null} id={profile?.id ?? null} />
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
  return useForm<ProfileForm>({
    initialValues: profileForm(profile, here()),
    validate: {
      name: (value) => (value.trim() === '' ? 'Enter a name.' : null),
      kinds: (value) => (value.length === 0 ? 'Select at least one kind.' : null),
    },
  })
}

function here(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

interface PartProps {
  readonly form: UseFormReturnType<ProfileForm>
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
          label="Kinds to send"
          data={kindOptions}
          value={[...form.values.kinds]}
          onChange={(chosen) =>
            form.setFieldValue(
              'kinds',
              kinds.filter((kind) => chosen.includes(kind)),
            )
          }
          error={form.errors['kinds']}
        />
        <Select
          label="Severity to send"
          placeholder="Everything"
          clearable
          data={minimums.map((value) => ({ value, label: `${severityName(value)} and above` }))}
          value={form.values.minimumSeverity}
          onChange={(value) => form.setFieldValue('minimumSeverity', minimums.find((each) => each === value) ?? null)}
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
