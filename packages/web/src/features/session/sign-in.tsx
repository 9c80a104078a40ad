import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { EnterCode } from './enter-code.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { useOrganisationSignIn, useSignIn, type WaysIn } from './queries.ts'
import { refusalIn } from './refusal.ts'
import classes from './session.module.css'

interface SignInProps {
  readonly waysIn: WaysIn
}

export function SignIn({ waysIn }: SignInProps) {
  const signIn = useSignIn()
  const organisation = useOrganisationSignIn()
  const [byPassword, setByPassword] = useState(waysIn.password === 'everybody')
  const problem = signIn.error ?? organisation.error ?? refusalIn(location.search)
  const { oidc } = waysIn

  if (signIn.data === 'code-needed') return <EnterCode onBack={signIn.reset} />
  return (
    <Frontispiece title="Sign in">
      <Stack gap="sm" mt="md">
        {problem !== null && <ProblemNotice error={problem} during="Signing in" />}
        {oidc !== null && (
          <Button
            size="md"
            variant={byPassword ? 'default' : 'filled'}
            loading={organisation.isPending}
            onClick={() => organisation.mutate()}
          >
            Continue with {oidc.name}
          </Button>
        )}
        {oidc !== null && byPassword && <p className={classes.or}>or</p>}
        {byPassword ? (
          <PasswordForm pending={signIn.isPending} onSubmit={signIn.mutate} />
        ) : (
          <Button variant="subtle" color="gray" onClick={() => setByPassword(true)}>
            Owner in an emergency
          </Button>
        )}
      </Stack>
    </Frontispiece>
  )
}

interface PasswordFormProps {
  readonly pending: boolean
  readonly onSubmit: (values: { readonly email: string; readonly password: string }) => void
}

function PasswordForm({ pending, onSubmit }: PasswordFormProps) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address.'),
      password: (value) => (value === '' ? 'Enter your password.' : null),
    },
  })

  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit, focusFirstError(form))}>
      <Stack gap="sm">
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
        <Button type="submit" size="md" mt="xs" loading={pending}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
