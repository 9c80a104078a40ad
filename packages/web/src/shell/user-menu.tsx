import { Menu } from '@mantine/core'
import { IconBook, IconKey, IconLogout } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMe, useSignOut } from '../features/session/queries.ts'
import classes from './shell.module.css'

export function UserMenu() {
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()

  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={classes.avatar} aria-label={`Account of ${me.name}`}>
          {initials(me.name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {me.role}
          <br />
          {me.email}
        </Menu.Label>
        <Menu.Item leftSection={<IconKey size={16} />} onClick={() => navigate({ to: '/settings', search: { tab: 'tokens' } })}>
          API tokens
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBook size={16} />}
          component="a"
          href="/api/docs"
          target="_blank"
          rel="noreferrer noopener"
        >
          API reference
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  const letters = name.split(/[\s.@]+/).flatMap((word) => word.slice(0, 1))
  return letters.slice(0, 2).join('').toUpperCase()
}
