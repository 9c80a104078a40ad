import { Button, Group, Modal, Select, Skeleton, Stack, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { IconPlus, IconRobot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { ServiceAccount } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { useMay } from '../session/queries.ts'
import { CreateTokenDialog } from './create-token-dialog.tsx'
import { serviceAccountsQuery, useCreateServiceAccount, useRemoveServiceAccount, useUpdateServiceAccount } from './queries.ts'
import { asGlobalRole, globalRoleOptions } from './roles.ts'

/** Accounts of programs. They belong to the hub, so they outlive whoever made them. */
export function ServiceAccounts() {
  const may = useMay('owner')
  const { data: accounts, error, refetch } = useQuery(serviceAccountsQuery)
  const [opened, dialog] = useDisclosure(false)
  const [receiver, setReceiver] = useState<ServiceAccount>()

  return (
    <Card
      title="Service accounts"
      form="flush"
      aside={
        <Button size="xs" leftSection={<IconPlus size={14} />} disabled={!may} onClick={dialog.open}>
          New service account
        </Button>
      }
    >
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {accounts === undefined && error === null && <Skeleton height={160} m="md" />}
      {accounts?.length === 0 && (
        <EmptyState icon={IconRobot} title="No service accounts yet">
          An account for a program: it has no password, only tokens, and stays when the people who made it leave.
        </EmptyState>
      )}
      {accounts !== undefined && accounts.length > 0 && (
        <Table.ScrollContainer minWidth={760}>
          <Table verticalSpacing={8} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">Role</Table.Th>
                <Table.Th scope="col">Tokens</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {accounts.map((account) => (
                <Account key={account.id} account={account} may={may} onToken={() => setReceiver(account)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {opened && <CreateDialog onClose={dialog.close} />}
      {receiver !== undefined && <CreateTokenDialog account={receiver} onClose={() => setReceiver(undefined)} />}
    </Card>
  )
}

interface AccountProps {
  readonly account: ServiceAccount
  readonly may: boolean
  readonly onToken: () => void
}

function Account({ account, may, onToken }: AccountProps) {
  const update = useUpdateServiceAccount()
  const remove = useRemoveServiceAccount()
  const { id, name, role, disabledAt, tokens } = account

  function ask(): void {
    modals.openConfirmModal({
      title: `Remove ${name}?`,
      children: 'Its tokens are revoked: whatever uses them stops working at once. This cannot be undone.',
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => remove.mutate(id),
    })
  }

  return (
    <Table.Tr>
      <Table.Td>
        {name}
        {disabledAt !== null && ' (disabled)'}
        {(update.error ?? remove.error) !== null && <ProblemNotice error={update.error ?? remove.error} />}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Role of ${name}`}
          data={globalRoleOptions}
          value={role}
          onChange={(value) => update.mutate({ id, role: asGlobalRole(value) })}
          allowDeselect={false}
          disabled={!may}
          w={300}
        />
      </Table.Td>
      <Table.Td>{tokens}</Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="xs" variant="default" disabled={!may} onClick={onToken} aria-label={`New token for ${name}`}>
            New token
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!may}
            onClick={() => update.mutate({ id, disabled: disabledAt === null })}
            aria-label={`${disabledAt === null ? 'Disable' : 'Enable'} ${name}`}
          >
            {disabledAt === null ? 'Disable' : 'Enable'}
          </Button>
          <Button size="xs" variant="default" disabled={!may} onClick={ask} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useCreateServiceAccount()
  const form = useForm({
    initialValues: { name: '', role: 'reader' },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name.' : null) },
  })

  return (
    <Modal opened onClose={onClose} title="New service account" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, role }) =>
          create.mutate({ name: name.trim(), role: asGlobalRole(role) }, { onSuccess: onClose }),
        )}
      >
        <Stack gap="sm">
          {create.error !== null && <ProblemNotice error={create.error} />}
          <TextInput
            label="Name"
            description="Which program it is for."
            placeholder="nightly-report"
            autoComplete="off"
            {...form.getInputProps('name')}
            error={form.errors['name'] ?? fieldMessage(create.error, 'name')}
            data-autofocus
          />
          <Select
            label="Role"
            description="The most its tokens may do."
            data={globalRoleOptions}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
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
    </Modal>
  )
}
