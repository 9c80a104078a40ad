import { Button, CopyButton, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { CopyText } from '../../components/copy-text.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { QrCode } from './qr-code.tsx'
import { sessionQuery } from './queries.ts'
import { type Enrolment, useConfirmEnrolment, useEnrol } from './second-factor.ts'
import classes from './session.module.css'

interface EnrolSecondFactorProps {
  readonly onDone?: () => void
}

/** Password, then QR code and a first code, then the backup codes. */
export function EnrolSecondFactor({ onDone }: EnrolSecondFactorProps) {
  const client = useQueryClient()
  const enrol = useEnrol()
  const confirm = useConfirmEnrolment()

  function finish(): void {
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    onDone?.()
  }

  if (enrol.data === undefined) return <AskPassword error={enrol.error} pending={enrol.isPending} onSubmit={enrol.mutate} />
  if (confirm.isSuccess) return <BackupCodes codes={enrol.data.backupCodes} onDone={finish} />
  return <Scan enrolment={enrol.data} error={confirm.error} pending={confirm.isPending} onSubmit={confirm.mutate} />
}

interface StepProps {
  readonly error: unknown
  readonly pending: boolean
  readonly onSubmit: (value: string) => void
}

function AskPassword({ error, pending, onSubmit }: StepProps) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? 'Enter your password.' : null) },
  })

  return (
    <form noValidate onSubmit={form.onSubmit(({ password }) => onSubmit(password))}>
      <Stack gap="sm">
        {error !== null && <ProblemNotice error={error} />}
        <SecretInput
          secretName="the password"
          label="Your password"
          description="You need an authenticator app, on your phone or in your password manager."
          autoComplete="current-password"
          {...form.getInputProps('password')}
          data-autofocus
        />
        <Button type="submit" loading={pending}>
          Continue
        </Button>
      </Stack>
    </form>
  )
}

function Scan({ enrolment, error, pending, onSubmit }: StepProps & { readonly enrolment: Enrolment }) {
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (/^\d{6}$/.test(value.trim()) ? null : 'Enter the six digits.') },
  })

  return (
    <form noValidate onSubmit={form.onSubmit(({ code }) => onSubmit(code.trim()))}>
      <Stack gap="sm">
        <p className={classes.text}>Scan this with your authenticator app, or enter the key by hand.</p>
        <div className={classes.qr}>
          <QrCode text={enrolment.uri} label="QR code for the authenticator app" />
        </div>
        <div className={classes.key}>
          <CopyText>{enrolment.secret}</CopyText>
        </div>
        {error !== null && <ProblemNotice error={error} />}
        <TextInput
          label="Code of the app"
          inputMode="numeric"
          autoComplete="one-time-code"
          {...form.getInputProps('code')}
          data-autofocus
        />
        <Button type="submit" loading={pending}>
          Confirm
        </Button>
      </Stack>
    </form>
  )
}

function BackupCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  return (
    <Stack gap="sm">
      <p className={classes.text}>
        Keep these backup codes somewhere safe: each lets you in once without the app. They are shown this once.
      </p>
      <ul className={classes.codes} aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton value={codes.join('\n')}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy all'}
          </Button>
        )}
      </CopyButton>
      <Button onClick={onDone}>I have kept them</Button>
    </Stack>
  )
}
