import { Button, Group, Select, Skeleton, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { fieldMessage } from '../../api/problem.ts'
import type { Member } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMayOn } from '../session/queries.ts'
import { asRole, typeRoleOptions } from '../settings/roles.ts'
import settings from '../settings/settings.module.css'
import { membersQuery, useRemoveMember, useSetMember } from './queries.ts'

/** Who has a role on a product type. Owners of everything, and of the type, change it. */
export function Members({ productTypeId }: { readonly productTypeId: string }) {
  const may = useMayOn('owner', productTypeId)
  const { data: members, error, refetch } = useQuery(membersQuery(productTypeId))

  return (
    <Card title="People with a role on it" form="flush">
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {members === undefined && error === null && <Skeleton height={96} m="md" />}
      {members?.length === 0 && <p className={settings.empty}>Nobody yet, beside those whose role counts for everything.</p>}
      {members !== undefined && members.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing={8} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">Role</Table.Th>
                <Table.Th scope="col">Since</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {members.map((member) => (
                <MemberRow key={member.id} productTypeId={productTypeId} member={member} may={may} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {may && <AddMember productTypeId={productTypeId} />}
    </Card>
  )
}

interface MemberRowProps {
  readonly productTypeId: string
  readonly member: Member
  readonly may: boolean
}

function MemberRow({ productTypeId, member, may }: MemberRowProps) {
  const set = useSetMember(productTypeId)
  const remove = useRemoveMember(productTypeId)
  const whom = member.kind === 'user' ? { user: member.id } : { serviceAccount: member.id }

  return (
    <Table.Tr>
      <Table.Td>
        {member.name} <span className={settings.dim}>{member.email ?? 'service account'}</span>
        {(set.error ?? remove.error) !== null && <ProblemNotice error={set.error ?? remove.error} />}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Role of ${member.name}`}
          data={typeRoleOptions}
          value={member.role}
          onChange={(role) => set.mutate({ ...whom, role: asRole(role) })}
          allowDeselect={false}
          disabled={!may}
          w={290}
        />
      </Table.Td>
      <Table.Td>
        <RelativeTime at={member.grantedAt} />
      </Table.Td>
      <Table.Td ta="right">
        <Button
          size="xs"
          variant="default"
          disabled={!may}
          onClick={() => remove.mutate(member.id)}
          aria-label={`Take the role of ${member.name} away`}
        >
          Take away
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

function AddMember({ productTypeId }: { readonly productTypeId: string }) {
  const add = useSetMember(productTypeId)
  const form = useForm({
    initialValues: { who: '', role: 'reader' },
    validate: { who: (value) => (value.trim() === '' ? 'Enter an address, or the id of a service account.' : null) },
  })

  function submit({ who, role }: typeof form.values): void {
    const name = who.trim()
    const whom = name.startsWith('svc_') ? { serviceAccount: name } : { user: name }
    add.mutate({ ...whom, role: asRole(role) }, { onSuccess: () => form.reset() })
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Group p="md" gap="sm" align="end">
        <TextInput
          label="Give a role to"
          placeholder="ben@example.com or svc_1"
          autoComplete="off"
          w={280}
          {...form.getInputProps('who')}
          error={form.errors['who'] ?? fieldMessage(add.error, 'user')}
        />
        <Select label="Role" data={typeRoleOptions} allowDeselect={false} w={290} {...form.getInputProps('role')} />
        <Button type="submit" loading={add.isPending}>
          Give
        </Button>
      </Group>
      {add.error !== null && fieldMessage(add.error, 'user') === undefined && <ProblemNotice error={add.error} />}
    </form>
  )
}
