import { Button, CopyButton, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { fieldMessage } from '../../api/problem.ts'
import type { ServiceAccount } from '../../api/types.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { highestRole, useMe } from '../session/queries.ts'
import { useCreateToken } from './queries.ts'
import { asRole, roleOptions } from './roles.ts'
import classes from './settings.module.css'

interface CreateTokenDialogProps {
  /** Whom the token is for, instead of oneself. */
  readonly account?: ServiceAccount
  readonly onClose: () => void
}

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Never' },
]
const dayInMilliseconds = 86_400_000

/** The token is shown once, right after it was made. */
export function CreateTokenDialog({ account, onClose }: CreateTokenDialogProps) {
  const me = useMe()
  const create = useCreateToken()
  const form = useForm({
    initialValues: { name: '', role: 'reader', lifetime: '90' },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name.' : null) },
  })

  function submit(values: typeof form.values): void {
    const expiresAt =
      values.lifetime === 'never' ? null : new Date(Date.now() + Number(values.lifetime) * dayInMilliseconds).toISOString()
    const forWhom = account === undefined ? {} : { serviceAccountId: account.id }
    create.mutate({ name: values.name.trim(), role: asRole(values.role), expiresAt, ...forWhom })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={create.isSuccess ? 'Copy the token now' : titleFor(account)}
      closeOnClickOutside={!create.isSuccess}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {create.isSuccess ? (
        <Stack gap="md">
          <p className={classes.text}>It is shown this once. If it gets lost, revoke it and make another.</p>
          <code className={classes.secret} data-testid="token">
            {create.data.token}
          </code>
          <div className={integration.footer}>
            <CopyButton value={create.data.token}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy} data-autofocus>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>Done</Button>
          </div>
        </Stack>
      ) : (
        <form noValidate onSubmit={form.onSubmit(submit, focusFirstError(form))}>
          <Stack gap="sm">
            {create.error !== null && <ProblemNotice error={create.error} />}
            <TextInput
              label="Name"
              description="What it is for."
              placeholder="Nightly report"
              {...form.getInputProps('name')}
              error={form.errors['name'] ?? fieldMessage(create.error, 'name')}
              data-autofocus
            />
            <Select
              label="Role"
              data={roleOptions(account === undefined ? highestRole(me) : most(account.role))}
              allowDeselect={false}
              {...form.getInputProps('role')}
            />
            <Select label="Expires" data={lifetimes} allowDeselect={false} {...form.getInputProps('lifetime')} />
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
      )}
    </Modal>
  )
}

/** The hub knows the roles of an account on product types, and refuses one that is too high. */
function most(role: ServiceAccount['role']): ServiceAccount['role'] {
  return role === 'none' ? 'owner' : role
}

function titleFor(account: ServiceAccount | undefined): string {
  return account === undefined ? 'New token' : `New token for ${account.name}`
}
