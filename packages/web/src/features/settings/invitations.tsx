import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDay } from '../../format/time.ts'
import { sentenceCase } from '../../format/words.ts'
import { actorName } from '../session/actor-name.ts'
import { useMay } from '../session/queries.ts'
import { invitationsQuery, useRevokeInvitation } from './queries.ts'
import classes from './settings.module.css'

/** Links that were handed out and not used yet; nothing where there are none. */
export function Invitations() {
  const may = useMay('owner')
  const { data: invitations, error } = useQuery(invitationsQuery)
  const revoke = useRevokeInvitation()
  const problem = error ?? revoke.error

  if (problem === null && (invitations === undefined || invitations.length === 0)) return null
  return (
    <Card title="Invitations" form="flush">
      {problem !== null && <ProblemNotice error={problem} />}
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">E-mail</Table.Th>
              <Table.Th scope="col">Role</Table.Th>
              <Table.Th scope="col">Invited</Table.Th>
              <Table.Th scope="col">Works until</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {invitations?.map((invitation) => (
              <Table.Tr key={invitation.id}>
                <Table.Td>{invitation.email}</Table.Td>
                <Table.Td>{sentenceCase(invitation.role)}</Table.Td>
                <Table.Td>
                  <RelativeTime at={invitation.createdAt} />{' '}
                  <span className={classes.dim}>by {actorName(invitation.createdBy)}</span>
                </Table.Td>
                <Table.Td>{formatDay(invitation.expiresAt)}</Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="xs"
                    variant="default"
                    disabled={!may}
                    onClick={() => revoke.mutate(invitation.id)}
                    aria-label={`Take back the invitation of ${invitation.email}`}
                  >
                    Take back
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  )
}
