import { Button } from '@mantine/core'
import { EnrolSecondFactor } from './enrol-second-factor.tsx'
import { Frontispiece } from './frontispiece.tsx'
import { useSignOut } from './queries.ts'

/** Where the hub wants a second factor of everybody, nothing else opens before it is set up. */
export function NeedSecondFactor() {
  const signOut = useSignOut()

  return (
    <Frontispiece title="Set up a second factor" lead="This hub wants one of everybody who signs in with a password.">
      <EnrolSecondFactor />
      <Button variant="subtle" color="gray" mt="md" fullWidth onClick={() => signOut.mutate()}>
        Sign out
      </Button>
    </Frontispiece>
  )
}
