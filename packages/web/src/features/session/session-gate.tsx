import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { AcceptInvitation } from './accept-invitation.tsx'
import { FirstStart } from './first-start.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { invitationIn } from './invitation-link.ts'
import { NeedSecondFactor } from './need-second-factor.tsx'
import { NoRole } from './no-role.tsx'
import { highestRole, sessionQuery } from './queries.ts'
import { SignIn } from './sign-in.tsx'

interface SessionGateProps {
  readonly children: ReactNode
}

/** Nothing of the app is drawn before it is known who is looking. */
export function SessionGate({ children }: SessionGateProps) {
  const { data, error, refetch } = useQuery(sessionQuery)
  const invitation = invitationIn(location)

  if (data?.state === 'signed-in') {
    if (data.me.twoFactor === 'needed') return <NeedSecondFactor />
    if (highestRole(data.me) === 'none') return <NoRole name={data.me.name} />
    return <Suspense fallback={null}>{children}</Suspense>
  }
  if (data?.state === 'first-start') return <FirstStart />
  if (data?.state === 'signed-out' && invitation !== null) return <AcceptInvitation token={invitation} />
  if (data?.state === 'signed-out') return <SignIn waysIn={data.waysIn} />
  if (error === null) return null
  return (
    <Frontispiece title="Patchbay is not answering">
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    </Frontispiece>
  )
}
