import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { useSecondFactor } from './queries.ts'

interface EnterCodeProps {
  readonly onBack: () => void
}

/** The second step of signing in. */
export function EnterCode({ onBack }: EnterCodeProps) {
  const [kind, setKind] = useState<'totp' | 'backup-code'>('totp')
  const verify = useSecondFactor()
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() === '' ? 'Enter a code.' : null) },
  })

  function change(): void {
    setKind(kind === 'totp' ? 'backup-code' : 'totp')
    form.reset()
    verify.reset()
  }

  return (
    <Frontispiece
      title="Second factor"
      lead={kind === 'totp' ? 'Enter the code your authenticator app shows.' : 'Enter one of the backup codes you kept.'}
    >
      <form noValidate onSubmit={form.onSubmit(({ code }) => verify.mutate({ kind, code: code.trim() }))}>
        <Stack gap="sm">
          {verify.error !== null && <ProblemNotice error={verify.error} during="Signing in" />}
          <TextInput
            key={kind}
            label={kind === 'totp' ? 'Code' : 'Backup code'}
            inputMode={kind === 'totp' ? 'numeric' : 'text'}
            autoComplete="one-time-code"
            autoFocus
            {...form.getInputProps('code')}
          />
          <Button type="submit" size="md" mt="xs" loading={verify.isPending}>
            Sign in
          </Button>
          <Button variant="subtle" color="gray" onClick={change}>
            {kind === 'totp' ? 'Use a backup code' : 'Use the app'}
          </Button>
          <Button variant="subtle" color="gray" onClick={onBack}>
            Back
          </Button>
        </Stack>
      </form>
    </Frontispiece>
  )
}
