import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { invitationQuery, useAcceptInvitation } from './queries.ts'

interface AcceptInvitationProps {
  readonly token: string
}

const shortestPassword = 12

/** Who has the link of an invitation chooses a name and a password here. */
export function AcceptInvitation({ token }: AcceptInvitationProps) {
  const { data: invitation, error } = useQuery(invitationQuery(token))
  const accept = useAcceptInvitation()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Enter your name.' : null),
      password: (value) => (value.length < shortestPassword ? `Use at least ${shortestPassword} characters.` : null),
    },
  })

  if (error !== null) {
    return (
      <Frontispiece title="This invitation does not work">
        <ProblemNotice error={error} />
        <Button component="a" href="/" variant="default" mt="md" fullWidth>
          Go to the sign-in
        </Button>
      </Frontispiece>
    )
  }
  if (invitation === undefined) return null
  const { email, role } = invitation

  return (
    <Frontispiece title="Welcome to Patchbay" lead={`You were invited as ${role}. Choose a name and a password.`}>
      <form noValidate onSubmit={form.onSubmit((values) => accept.mutate({ token, email, ...values }), focusFirstError(form))}>
        <Stack gap="sm">
          {accept.error !== null && <ProblemNotice error={accept.error} during="Accepting the invitation" />}
          <TextInput label="E-mail" type="email" value={email} readOnly autoComplete="username" />
          <TextInput
            {...form.getInputProps('name')}
            key={form.key('name')}
            label="Your name"
            autoComplete="name"
            autoFocus
            error={form.errors['name'] ?? fieldMessage(accept.error, 'name')}
          />
          <SecretInput
            secretName="the password"
            {...form.getInputProps('password')}
            key={form.key('password')}
            label="Password"
            description={`At least ${shortestPassword} characters.`}
            autoComplete="new-password"
            error={form.errors['password'] ?? fieldMessage(accept.error, 'password')}
          />
          <Button type="submit" size="md" mt="xs" loading={accept.isPending}>
            Accept
          </Button>
        </Stack>
      </form>
    </Frontispiece>
  )
}
