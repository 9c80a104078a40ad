import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import type { ImageRule } from '../../api/types.ts'
import { Picker } from '../../components/picker.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { repositorySearchQuery } from '../repositories/queries.ts'
import { type ImageRuleValues, useSaveImageRule } from './queries.ts'

interface ImageRuleDialogProps {
  /** `null` creates one. */
  readonly rule: ImageRule | null
  readonly onClose: () => void
}

interface Entered {
  readonly registry: string
  readonly name: string
  readonly repositoryId: string | null
  readonly dockerfile: string
}

export function ImageRuleDialog({ rule, onClose }: ImageRuleDialogProps) {
  const save = useSaveImageRule(rule?.id ?? null)
  const form = useForm<Entered>({
    initialValues: {
      registry: rule?.registry ?? '',
      name: rule?.name ?? '',
      repositoryId: rule?.repository.id ?? null,
      dockerfile: rule?.dockerfile ?? '',
    },
  })
  const values = valuesOf(form.values)

  function submit(): void {
    if (values !== null) save.mutate(values, { onSuccess: onClose })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={rule === null ? 'New image rule' : 'Change the image rule'}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <Group grow align="start">
            <TextInput
              label="Registry"
              placeholder="ghcr.io"
              description="* stands for any characters."
              {...form.getInputProps('registry')}
              error={fieldMessage(save.error, 'registry')}
            />
            <TextInput
              label="Name there"
              placeholder="acme/shop-*"
              description="At least one of the two."
              {...form.getInputProps('name')}
              error={fieldMessage(save.error, 'name')}
            />
          </Group>
          <Picker
            label="Built in"
            placeholder="Find a repository"
            value={form.values.repositoryId}
            known={rule === null ? [] : [{ value: rule.repository.id, label: rule.repository.name }]}
            onChange={(value) => form.setFieldValue('repositoryId', value)}
            search={repositorySearchQuery}
          />
          <TextInput
            label="Dockerfile"
            description="Path below the repository’s root, if it is the same for all of them."
            placeholder="docker/Dockerfile"
            {...form.getInputProps('dockerfile')}
            error={fieldMessage(save.error, 'dockerfile')}
          />
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={values === null}>
              Save
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

/** `null` while something is missing. */
function valuesOf(entered: Entered): ImageRuleValues | null {
  const registry = entered.registry.trim() || null
  const name = entered.name.trim() || null
  if (entered.repositoryId === null || (registry === null && name === null)) return null
  return { registry, name, repositoryId: entered.repositoryId, dockerfile: entered.dockerfile.trim() || null }
}
