import { ActionIcon, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconBan, IconCheck, IconDevices, IconDots, IconShieldOff, IconTrash } from '@tabler/icons-react'
import type { User } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { type UserAction, useRemoveUser, useUserAction } from './queries.ts'

interface UserMenuProps {
  readonly user: User
  readonly onSessions: () => void
}

/** What an owner can do about somebody. */
export function UserMenu({ user, onSessions }: UserMenuProps) {
  const act = useUserAction()
  const remove = useRemoveUser()
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
  const run = (action: UserAction) => act.mutate({ id, action })

  return (
    <>
      {(act.error ?? remove.error) !== null && <ProblemNotice error={act.error ?? remove.error} />}
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
