import { Button, Modal, Select, Skeleton, Stack, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMay, useMe } from '../session/queries.ts'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { usersQuery, useUpdateUser } from './queries.ts'
import { asGlobalRole, globalRoleOptions } from './roles.ts'
import { Sessions } from './sessions.tsx'
import classes from './settings.module.css'
import { UserMenu } from './user-menu.tsx'

/** People who can sign in. There is no open registration: owners invite them, or the organisation sends them. */
export function Users() {
  const may = useMay('owner')
  const { data: users, error, refetch } = useQuery(usersQuery)
  const [opened, dialog] = useDisclosure(false)
  const [watched, setWatched] = useState<User>()

  return (
    <Stack gap="md">
      <Card
        title="Users"
        form="flush"
        aside={
          <Button size="xs" leftSection={<IconPlus size={14} />} disabled={!may} onClick={dialog.open}>
            Invite
          </Button>
        }
      >
        {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {users === undefined && error === null && <Skeleton height={160} m="md" />}
        {users !== undefined && (
          <Table.ScrollContainer minWidth={900}>
            <Table verticalSpacing={8} horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Name</Table.Th>
                  <Table.Th scope="col">Role</Table.Th>
                  <Table.Th scope="col">Signs in with</Table.Th>
                  <Table.Th scope="col">Since</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {users.map((user) => (
                  <UserRow key={user.id} user={user} may={may} onSessions={() => setWatched(user)} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Card>
      <Invitations />
      {opened && <InviteDialog onClose={dialog.close} />}
      {watched !== undefined && (
        <Modal
          opened
          onClose={() => setWatched(undefined)}
          title={`Sessions of ${watched.name}`}
          size="xl"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <Sessions user={watched.id} />
        </Modal>
      )}
    </Stack>
  )
}

interface UserRowProps {
  readonly user: User
  readonly may: boolean
  readonly onSessions: () => void
}

function UserRow({ user, may, onSessions }: UserRowProps) {
  const me = useMe()
  const update = useUpdateUser()
  const self = user.id === me.id

  return (
    <Table.Tr>
      <Table.Td>
        {user.name}
        {user.disabledAt !== null && ' (disabled)'}
        <br />
        <span className={classes.dim}>{user.email}</span>
        {update.error !== null && <ProblemNotice error={update.error} />}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Role of ${user.name}`}
          data={globalRoleOptions}
          value={user.role}
          onChange={(role) => update.mutate({ id: user.id, role: asGlobalRole(role) })}
          allowDeselect={false}
          disabled={!may || self}
          w={330}
        />
      </Table.Td>
      <Table.Td>{waysIn(user)}</Table.Td>
      <Table.Td>
        <RelativeTime at={user.createdAt} />
      </Table.Td>
      <Table.Td ta="right">{may && !self && <UserMenu user={user} onSessions={onSessions} />}</Table.Td>
    </Table.Tr>
  )
}

function waysIn({ signsInWith, twoFactor }: User): string {
  const password = twoFactor ? 'Password and code' : 'Password'
  return signsInWith.map((way) => (way === 'oidc' ? 'Single sign-on' : password)).join(', ')
}
