import { Button, Skeleton, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDay } from '../../format/time.ts'
import { browserName } from './browser-name.ts'
import { sessionsQuery, useRevokeSession } from './queries.ts'
import classes from './settings.module.css'

interface SessionsProps {
  /** Somebody else's, for owners. */
  readonly user?: string
}

/** Where somebody is signed in. */
export function Sessions({ user }: SessionsProps) {
  const { data: sessions, error, refetch } = useQuery(sessionsQuery(user))
  const revoke = useRevokeSession()

  return (
    <>
      {(error ?? revoke.error) !== null && <ProblemNotice error={error ?? revoke.error} onRetry={() => void refetch()} />}
      {sessions === undefined && error === null && <Skeleton height={96} m="md" />}
      {sessions?.length === 0 && <p className={classes.empty}>Signed in nowhere.</p>}
      {sessions !== undefined && sessions.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={8} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Browser</Table.Th>
                <Table.Th scope="col">Address</Table.Th>
                <Table.Th scope="col">Signed in</Table.Th>
                <Table.Th scope="col">Ends</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sessions.map((session) => (
                <Table.Tr key={session.id}>
                  <Table.Td className={classes.browser} title={session.userAgent ?? ''}>
                    {browserName(session.userAgent)}
                  </Table.Td>
                  <Table.Td>{session.ip ?? 'Unknown'}</Table.Td>
                  <Table.Td>
                    <RelativeTime at={session.signedInAt} />{' '}
                    <span className={classes.dim}>{session.signedInWith === 'oidc' ? 'by single sign-on' : 'by password'}</span>
                  </Table.Td>
                  <Table.Td>{formatDay(session.expiresAt)}</Table.Td>
                  <Table.Td ta="right">
                    {session.current ? (
                      <span className={classes.dim}>This one</span>
                    ) : (
                      <Button size="xs" variant="default" onClick={() => revoke.mutate(session.id)}>
                        End
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  )
}
