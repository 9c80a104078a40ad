import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useCreateCampaign } from './queries.ts'

interface CreateCampaignProps {
  readonly onClose: () => void
}

export function CreateCampaign({ onClose }: CreateCampaignProps) {
  const create = useCreateCampaign()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', package: '', below: '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Give it a name.' : null),
      package: (value) => (value.trim() === '' ? 'Which package?' : null),
      below: (value) => (value.trim() === '' ? 'Which version is the first that is fixed?' : null),
    },
  })

  function submit({ name, package: purl, below }: typeof form.values): void {
    create.mutate(
      { name: name.trim(), package: purl.trim(), below: below.trim() },
      {
        onSuccess: ({ id }) => void navigate({ to: '/remediations/campaigns/$campaignId', params: { campaignId: id } }),
      },
    )
  }

  return (
    <Modal opened onClose={onClose} title="New campaign" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit, focusFirstError(form))}>
        <Stack gap="sm">
          {create.error !== null && <ProblemNotice error={create.error} kept="Your text is still here." />}
          <TextInput
            label="Name"
            maxLength={200}
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(create.error, 'name')}
            data-autofocus
          />
          <TextInput
            label="Package"
            description="A package URL, such as pkg:maven/org.apache.logging.log4j/log4j-core"
            maxLength={500}
            {...form.getInputProps('package')}
            error={form.errors['package'] ?? fieldMessage(create.error, 'package')}
          />
          <TextInput
            label="Below"
            description="The first version that is fixed, such as 2.17.1"
            maxLength={200}
            {...form.getInputProps('below')}
            error={form.errors['below'] ?? fieldMessage(create.error, 'below')}
          />
          <div className={view.buttons}>
            <Button type="submit" loading={create.isPending}>
              Begin
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
