import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { fieldMessage } from '../../api/problem.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretInput } from '../../components/secret-input.tsx'
import { ToneLabel } from '../../components/tone.tsx'
import { EnrolSecondFactor } from '../session/enrol-second-factor.tsx'
import { useMe } from '../session/queries.ts'
import { useDisableSecondFactor } from '../session/second-factor.ts'
import { useChangePassword, useRename } from './queries.ts'
import { Sessions } from './sessions.tsx'
import classes from './settings.module.css'

/** Oneself: name, password, second factor, and where one is signed in. */
export function Account() {
  const hasPassword = useMe().signsInWith.includes('password')

  return (
    <Stack gap="md">
      <Card title="Name">
        <Name />
      </Card>
      {hasPassword && (
        <Card title="Password">
          <Password />
        </Card>
      )}
      {hasPassword && <SecondFactor />}
      <Card title="Signed in" form="flush">
        <Sessions />
      </Card>
    </Stack>
  )
}

function Name() {
  const me = useMe()
  const rename = useRename()
  const form = useForm({
    initialValues: { name: me.name },
    validate: { name: (value) => (value.trim() === '' ? 'Enter your name.' : null) },
  })

  return (
    <form noValidate className={classes.form} onSubmit={form.onSubmit(({ name }) => rename.mutate(name.trim()))}>
      {rename.error !== null && <ProblemNotice error={rename.error} />}
      <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
      <Saved pending={rename.isPending} saved={rename.isSuccess} words="Save the name" />
    </form>
  )
}

function Password() {
  const change = useChangePassword()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value === '' ? 'Enter your current password.' : null),
      newPassword: (value) => (value.length < 12 ? 'Use at least 12 characters.' : null),
    },
  })

  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={form.onSubmit((values) => change.mutate(values, { onSuccess: form.reset }))}
    >
      {change.error !== null && <ProblemNotice error={change.error} />}
      <SecretInput
        secretName="the current password"
        label="Current password"
        autoComplete="current-password"
        {...form.getInputProps('currentPassword')}
        error={form.errors['currentPassword'] ?? fieldMessage(change.error, 'currentPassword')}
      />
      <SecretInput
        secretName="the new password"
        label="New password"
        description="At least 12 characters. All other sessions end."
        autoComplete="new-password"
        {...form.getInputProps('newPassword')}
        error={form.errors['newPassword'] ?? fieldMessage(change.error, 'newPassword')}
      />
      <Saved pending={change.isPending} saved={change.isSuccess} words="Change the password" />
    </form>
  )
}

function Saved({ pending, saved, words }: { readonly pending: boolean; readonly saved: boolean; readonly words: string }) {
  return (
    <div className={classes.saved}>
      <Button type="submit" variant="default" loading={pending}>
        {words}
      </Button>
      <span role="status" className={classes.dim}>
        {saved ? 'Saved' : ''}
      </span>
    </div>
  )
}

function SecondFactor() {
  const { twoFactor } = useMe()
  const [opened, dialog] = useDisclosure(false)
  const on = twoFactor === 'on'

  return (
    <Card
      title="Second factor"
      aside={
        <Button size="xs" variant="default" onClick={dialog.open}>
          {on ? 'Turn off' : 'Set up'}
        </Button>
      }
    >
      <ToneLabel tone={on ? 'good' : 'warning'} icon={on ? IconShieldCheck : IconShieldX}>
        {on ? 'On: signing in takes a code of your app' : 'Off: whoever has your password gets in'}
      </ToneLabel>
      {opened && (
        <Modal opened onClose={dialog.close} title="Second factor" closeButtonProps={{ 'aria-label': 'Close' }}>
          {on ? <TurnOff onDone={dialog.close} /> : <EnrolSecondFactor onDone={dialog.close} />}
        </Modal>
      )}
    </Card>
  )
}

function TurnOff({ onDone }: { readonly onDone: () => void }) {
  const disable = useDisableSecondFactor()
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? 'Enter your password.' : null) },
  })

  return (
    <form noValidate onSubmit={form.onSubmit(({ password }) => disable.mutate(password, { onSuccess: onDone }))}>
      <Stack gap="sm">
        {disable.error !== null && <ProblemNotice error={disable.error} />}
        <SecretInput
          secretName="the password"
          label="Your password"
          autoComplete="current-password"
          {...form.getInputProps('password')}
          data-autofocus
        />
        <Button type="submit" color="red" loading={disable.isPending}>
          Turn off
        </Button>
      </Stack>
    </form>
  )
}
