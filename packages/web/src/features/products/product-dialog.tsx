import { Button, Modal, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { fieldMessage } from '../../api/problem.ts'
import type { Product } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { sentenceCase } from '../../format/words.ts'
import integration from '../integrations/integrations.module.css'
import { productTypesQuery, useSaveProduct } from './queries.ts'
import { criticalities } from './search.ts'

interface ProductDialogProps {
  /** `null` creates one. */
  readonly product: Product | null
  readonly onClose: () => void
}

export function ProductDialog({ product, onClose }: ProductDialogProps) {
  const types = useQuery(productTypesQuery)
  const save = useSaveProduct(product?.id ?? null)
  const form = useForm({
    initialValues: {
      name: product?.name ?? '',
      productTypeId: product?.type.id ?? '',
      owner: product?.owner ?? '',
      description: product?.description ?? '',
      criticality: product?.criticality ?? 'medium',
      environment: product?.environment ?? '',
      tags: product?.tags ?? [],
    },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name.' : null) },
  })

  function submit(values: typeof form.values): void {
    const productTypeId = values.productTypeId === '' ? undefined : values.productTypeId
    save.mutate(
      {
        name: values.name.trim(),
        productTypeId,
        owner: values.owner.trim() || null,
        description: values.description.trim() || null,
        criticality: criticalities.find((each) => each === values.criticality) ?? 'medium',
        environment: values.environment.trim() || null,
        tags: [...values.tags],
      },
      { onSuccess: onClose },
    )
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={product === null ? 'New product' : `Change “${product.name}”`}
      size={520}
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
          <Select
            label="Product type"
            placeholder="General"
            clearable
            data={(types.data ?? []).map((type) => ({ value: type.id, label: type.name }))}
            {...form.getInputProps('productTypeId')}
            value={form.values.productTypeId || null}
          />
          <TextInput label="Owner" description="Who to ask: a team, a person, an address." {...form.getInputProps('owner')} />
          <Select
            label="Criticality"
            data={criticalities.map((value) => ({ value, label: sentenceCase(value) }))}
            allowDeselect={false}
            {...form.getInputProps('criticality')}
          />
          <TextInput label="Environment" placeholder="production" {...form.getInputProps('environment')} />
          <Textarea label="Description" autosize minRows={2} {...form.getInputProps('description')} />
          <TagsInput label="Tags" {...form.getInputProps('tags')} />
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
