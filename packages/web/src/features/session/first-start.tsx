import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { useSetUp } from './queries.ts'

const shortestPassword = 12

export function FirstStart() {
  const setUp = useSetUp()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Enter your name.' : null),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : 'Enter your e-mail address.'),
      password: (value) => (value.length < shortestPassword ? `Use at least ${shortestPassword} characters.` : null),
    },
  })

  return (
    <Frontispiece
      title="Welcome to Patchbay"
      lead="Create the owner of this installation. The owner connects tools, invites people, and can do everything."
    >
      <form noValidate onSubmit={form.onSubmit((values) => setUp.mutate(values), focusFirstError(form))}>
        <Stack gap="sm">
          {setUp.error !== null && <ProblemNotice error={setUp.error} during="Creating the owner" />}
          <TextInput
            {...form.getInputProps('name')}
            key={form.key('name')}
            label="Your name"
            autoComplete="name"
            autoFocus
            error={form.errors['name'] ?? fieldMessage(setUp.error, 'name')}
          />
          <TextInput
            {...form.getInputProps('email')}
            key={form.key('email')}
            label="E-mail"
            type="email"
            autoComplete="username"
            error={form.errors['email'] ?? fieldMessage(setUp.error, 'email')}
          />
          <SecretInput
            secretName="the password"
            {...form.getInputProps('password')}
            key={form.key('password')}
            label="Password"
            description={`At least ${shortestPassword} characters.`}
            autoComplete="new-password"
            error={form.errors['password'] ?? fieldMessage(setUp.error, 'password')}
          />
          <Button type="submit" size="md" mt="xs" loading={setUp.isPending}>
            Create owner
          </Button>
        </Stack>
      </form>
    </Frontispiece>
  )
}
