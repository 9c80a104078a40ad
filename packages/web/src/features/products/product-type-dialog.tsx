import { Button, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import type { ProductType } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { useSaveProductType } from './queries.ts'

interface ProductTypeDialogProps {
  /** `null` creates one. */
  readonly type: ProductType | null
  readonly onClose: () => void
}

export function ProductTypeDialog({ type, onClose }: ProductTypeDialogProps) {
  const save = useSaveProductType(type?.id ?? null)
  const form = useForm({
    initialValues: { name: type?.name ?? '', description: type?.description ?? '' },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name.' : null) },
  })

  function submit({ name, description }: typeof form.values): void {
    save.mutate({ name: name.trim(), description: description.trim() || null }, { onSuccess: onClose })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={type === null ? 'New product type' : `Change “${type.name}”`}
      size={480}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={form.onSubmit(submit, focusFirstError(form))}>
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <TextInput
            label="Name"
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(save.error, 'name')}
            data-autofocus
          />
          <Textarea
            label="Description"
            description="What its products have in common."
            autosize
            minRows={2}
            {...form.getInputProps('description')}
            error={fieldMessage(save.error, 'description')}
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
