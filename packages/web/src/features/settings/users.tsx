import { Button, Select, Skeleton, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { User } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMay, useMe } from '../session/queries.ts'
import { CreateUserDialog } from './create-user-dialog.tsx'
import { useRemoveUser, usersQuery, useUpdateUser } from './queries.ts'
import { asRole, roleOptions } from './roles.ts'

/** People who can sign in. Owners create them: there is no open registration. */
export function Users() {
  const may = useMay('owner')
  const me = useMe()
  const { data: users, error, refetch } = useQuery(usersQuery)
  const [opened, dialog] = useDisclosure(false)
  const update = useUpdateUser()
  const remove = useRemoveUser()
  const problem = error ?? update.error ?? remove.error

  function ask(user: User): void {
    modals.openConfirmModal({
      title: `Remove ${user.name}?`,
      children: 'They are signed out everywhere, and their tokens are revoked. What they decided stays.',
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => remove.mutate(user.id),
    })
  }

  return (
    <Card
      title="Users"
      form="flush"
      aside={
        <Button size="xs" leftSection={<IconPlus size={14} />} disabled={!may} onClick={dialog.open}>
          New user
        </Button>
      }
    >
      {problem !== null && <ProblemNotice error={problem} onRetry={error === null ? undefined : () => void refetch()} />}
      {users === undefined && error === null && <Skeleton height={160} m="md" />}
      {users !== undefined && (
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing={8} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">E-mail</Table.Th>
                <Table.Th scope="col">Role</Table.Th>
                <Table.Th scope="col">Since</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {users.map((user) => (
                <Table.Tr key={user.id}>
                  <Table.Td>{user.name}</Table.Td>
                  <Table.Td>{user.email}</Table.Td>
                  <Table.Td>
                    <Select
                      aria-label={`Role of ${user.name}`}
                      data={roleOptions('owner')}
                      value={user.role}
                      onChange={(role) => update.mutate({ id: user.id, role: asRole(role) })}
                      allowDeselect={false}
                      disabled={!may || user.id === me.id}
                      w={300}
                    />
                  </Table.Td>
                  <Table.Td>
                    <RelativeTime at={user.createdAt} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      size="xs"
                      variant="default"
                      disabled={!may || user.id === me.id}
                      onClick={() => ask(user)}
                      aria-label={`Remove ${user.name}`}
                    >
                      Remove
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {opened && <CreateUserDialog onClose={dialog.close} />}
    </Card>
  )
}
