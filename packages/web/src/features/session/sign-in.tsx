import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { useSignIn } from './queries.ts'

export function SignIn() {
  const signIn = useSignIn()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address.'),
      password: (value) => (value === '' ? 'Enter your password.' : null),
    },
  })

  return (
    <Frontispiece title="Sign in">
      <form noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values), focusFirstError(form))}>
        <Stack gap="sm" mt="md">
          {signIn.error !== null && <ProblemNotice error={signIn.error} during="Signing in" />}
          <TextInput
            {...form.getInputProps('email')}
            key={form.key('email')}
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
          />
          <SecretInput
            secretName="the password"
            {...form.getInputProps('password')}
            key={form.key('password')}
            label="Password"
            autoComplete="current-password"
          />
          <Button type="submit" size="md" mt="xs" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Frontispiece>
  )
}
