import { Button, CopyButton, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatDay } from '../../format/time.ts'
import integration from '../integrations/integrations.module.css'
import { useInvite } from './queries.ts'
import { asGlobalRole, globalRoleOptions } from './roles.ts'
import classes from './settings.module.css'

interface InviteDialogProps {
  readonly onClose: () => void
}

const lifetimes = [
  { value: '1', label: 'One day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
]

/** The link is shown once, right after it was made. */
export function InviteDialog({ onClose }: InviteDialogProps) {
  const invite = useInvite()
  const form = useForm({
    initialValues: { email: '', role: 'reader', days: '7' },
    validate: { email: (value) => (/^\S+@\S+$/.test(value) ? null : 'Enter an e-mail address.') },
  })

  return (
    <Modal
      opened
      onClose={onClose}
      title={invite.isSuccess ? 'Hand over this link' : 'Invite somebody'}
      closeOnClickOutside={!invite.isSuccess}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {invite.isSuccess ? (
        <InvitationLink
          link={`${location.origin}${invite.data.path}`}
          email={invite.data.email}
          expiresAt={invite.data.expiresAt}
          onClose={onClose}
        />
      ) : (
        <form
          noValidate
          onSubmit={form.onSubmit(
            ({ email, role, days }) => invite.mutate({ email: email.trim(), role: asGlobalRole(role), days: Number(days) }),
            focusFirstError(form),
          )}
        >
          <Stack gap="sm">
            {invite.error !== null && <ProblemNotice error={invite.error} kept="What you entered is still here." />}
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="off"
              {...form.getInputProps('email')}
              error={form.errors['email'] ?? fieldMessage(invite.error, 'email')}
              data-autofocus
            />
            <Select label="Role" data={globalRoleOptions} allowDeselect={false} {...form.getInputProps('role')} />
            <Select label="The link works for" data={lifetimes} allowDeselect={false} {...form.getInputProps('days')} />
            <div className={integration.footer}>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={invite.isPending}>
                Make the link
              </Button>
            </div>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

interface InvitationLinkProps extends InviteDialogProps {
  readonly link: string
  readonly email: string
  readonly expiresAt: string
}

function InvitationLink({ link, email, expiresAt, onClose }: InvitationLinkProps) {
  return (
    <Stack gap="md">
      <p className={classes.text}>
        Whoever opens it becomes the user {email}. It works once, until {formatDay(expiresAt)}, and is shown this once.
      </p>
      <code className={classes.secret} data-testid="invitation">
        {link}
      </code>
      <div className={integration.footer}>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} data-autofocus>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Stack>
  )
}
