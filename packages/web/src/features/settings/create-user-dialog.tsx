import { Button, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import integration from '../integrations/integrations.module.css'
import { useCreateUser } from './queries.ts'
import { asRole, roleOptions } from './roles.ts'

interface CreateUserDialogProps {
  readonly onClose: () => void
}

export function CreateUserDialog({ onClose }: CreateUserDialogProps) {
  const create = useCreateUser()
  const form = useForm({
    initialValues: { name: '', email: '', password: '', role: 'reader' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Enter a name.' : null),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : 'Enter an e-mail address.'),
      password: (value) => (value.length < 12 ? 'Use at least 12 characters.' : null),
    },
  })

  function submit(values: typeof form.values): void {
    create.mutate(
      { name: values.name.trim(), email: values.email.trim(), password: values.password, role: asRole(values.role) },
      { onSuccess: onClose },
    )
  }

  return (
    <Modal opened onClose={onClose} title="New user" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit, focusFirstError(form))}>
        <Stack gap="sm">
          {create.error !== null && <ProblemNotice error={create.error} kept="What you entered is still here." />}
          <TextInput
            label="Name"
            autoComplete="off"
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(create.error, 'name')}
            data-autofocus
          />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="off"
            {...form.getInputProps('email')}
            error={form.errors['email'] ?? fieldMessage(create.error, 'email')}
          />
          <SecretInput
            secretName="the password"
            label="First password"
            description="At least 12 characters. Hand it over in a safe way."
            autoComplete="new-password"
            {...form.getInputProps('password')}
            error={form.errors['password'] ?? fieldMessage(create.error, 'password')}
          />
          <Select label="Role" data={roleOptions('owner')} allowDeselect={false} {...form.getInputProps('role')} />
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}
