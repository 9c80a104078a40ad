import { ActionIcon, Menu, Modal } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconBan, IconCheck, IconDevices, IconDots, IconKey, IconShieldOff, IconTrash } from '@tabler/icons-react'
import type { User } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { type UserAction, useRemoveUser, useResetPassword, useUserAction } from './queries.ts'
import classes from './settings.module.css'

interface UserMenuProps {
  readonly user: User
  readonly onSessions: () => void
}

/** What an owner can do about somebody. */
export function UserMenu({ user, onSessions }: UserMenuProps) {
  const act = useUserAction()
  const remove = useRemoveUser()
  const reset = useResetPassword()
  const { id, name, disabledAt, twoFactor } = user

  function ask(title: string, consequence: string, confirm: string, onConfirm: () => void): void {
    modals.openConfirmModal({
      title,
      children: consequence,
      labels: { confirm, cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm,
    })
  }
  const error = act.error ?? remove.error ?? reset.error
  const run = (action: UserAction) => act.mutate({ id, action })

  return (
    <>
      {error !== null && <ProblemNotice error={error} />}
      {reset.data !== undefined && (
        <Modal opened onClose={reset.reset} title={`The new password of ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
          <p className={classes.text}>It is shown this once. They change it under Settings after signing in.</p>
          <code className={classes.secret}>{reset.data.password}</code>
        </Modal>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={`More about ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDevices size={16} />} onClick={onSessions}>
            Sessions
          </Menu.Item>
          {user.signsInWith.includes('password') && (
            <Menu.Item
              leftSection={<IconKey size={16} />}
              onClick={() =>
                ask(
                  `Give ${name} a new password?`,
                  'They are signed out everywhere, and the password they have stops working.',
                  'Give',
                  () => reset.mutate(id),
                )
              }
            >
              New password
            </Menu.Item>
          )}
          {twoFactor && (
            <Menu.Item
              leftSection={<IconShieldOff size={16} />}
              onClick={() =>
                ask(
                  `Reset the second factor of ${name}?`,
                  'They are signed out, and sign in with the password alone until they set it up anew.',
                  'Reset',
                  () => run('reset-two-factor'),
                )
              }
            >
              Reset the second factor
            </Menu.Item>
          )}
          {disabledAt === null ? (
            <Menu.Item
              leftSection={<IconBan size={16} />}
              onClick={() =>
                ask(`Disable ${name}?`, 'They are signed out everywhere, and their tokens stop working.', 'Disable', () =>
                  run('disable'),
                )
              }
            >
              Disable
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconCheck size={16} />} onClick={() => run('enable')}>
              Enable
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() =>
              ask(
                `Remove ${name}?`,
                'They are signed out everywhere, and their tokens are revoked. What they decided stays.',
                'Remove',
                () => remove.mutate(id),
              )
            }
          >
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
