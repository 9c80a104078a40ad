import { Button, Skeleton, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Token } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDay } from '../../format/time.ts'
import { sentenceCase } from '../../format/words.ts'
import { actorName } from '../session/actor-name.ts'
import { CreateTokenDialog } from './create-token-dialog.tsx'
import { tokensQuery, useRevokeToken } from './queries.ts'
import classes from './settings.module.css'

/** Keys for scripts and the command line. */
export function Tokens() {
  const { data: tokens, error, refetch } = useQuery(tokensQuery)
  const [opened, dialog] = useDisclosure(false)
  const revoke = useRevokeToken()

  function ask(token: Token): void {
    modals.openConfirmModal({
      title: `Revoke “${token.name}”?`,
      children: 'Whatever uses it stops working at once. This cannot be undone.',
      labels: { confirm: 'Revoke', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => revoke.mutate(token.id),
    })
  }

  return (
    <Card
      title="API tokens"
      form="flush"
      aside={
        <Button size="xs" leftSection={<IconPlus size={14} />} onClick={dialog.open}>
          New token
        </Button>
      }
    >
      {(error ?? revoke.error) !== null && (
        <ProblemNotice error={error ?? revoke.error} onRetry={error === null ? undefined : () => void refetch()} />
      )}
      {tokens === undefined && error === null && <Skeleton height={160} m="md" />}
      {tokens?.length === 0 && (
        <EmptyState icon={IconKey} title="No tokens yet">
          A token lets a script or the <code>patchbay</code> command act for you, with at most your own rights.
        </EmptyState>
      )}
      {tokens !== undefined && tokens.length > 0 && (
        <Table.ScrollContainer minWidth={760}>
          <Table verticalSpacing={8} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">Begins with</Table.Th>
                <Table.Th scope="col">For</Table.Th>
                <Table.Th scope="col">Role</Table.Th>
                <Table.Th scope="col">Created</Table.Th>
                <Table.Th scope="col">Last used</Table.Th>
                <Table.Th scope="col">Expires</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>{token.name}</Table.Td>
                  <Table.Td>
                    <code className={classes.code}>{token.hint}</code>
                  </Table.Td>
                  <Table.Td>{token.owner.name ?? 'The hub'}</Table.Td>
                  <Table.Td>{sentenceCase(token.role)}</Table.Td>
                  <Table.Td>
                    <RelativeTime at={token.createdAt} /> <span className={classes.dim}>by {actorName(token.createdBy)}</span>
                  </Table.Td>
                  <Table.Td>{token.lastUsedAt === null ? 'Never' : <RelativeTime at={token.lastUsedAt} />}</Table.Td>
                  <Table.Td>{token.expiresAt === null ? 'Never' : formatDay(token.expiresAt)}</Table.Td>
                  <Table.Td ta="right">
                    <Button size="xs" variant="default" onClick={() => ask(token)} aria-label={`Revoke ${token.name}`}>
                      Revoke
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {opened && <CreateTokenDialog onClose={dialog.close} />}
    </Card>
  )
}
