import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { FirstStart } from './first-start.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { sessionQuery } from './queries.ts'
import { SignIn } from './sign-in.tsx'

interface SessionGateProps {
  readonly children: ReactNode
}

/** Nothing of the app is drawn before it is known who is looking. */
export function SessionGate({ children }: SessionGateProps) {
  const { data, error, refetch } = useQuery(sessionQuery)

  if (data?.state === 'signed-in') return <Suspense fallback={null}>{children}</Suspense>
  if (data?.state === 'first-start') return <FirstStart />
  if (data?.state === 'signed-out') return <SignIn />
  if (error === null) return null
  return (
    <Frontispiece title="Patchbay is not answering">
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    </Frontispiece>
  )
}
