import { Button } from '@mantine/core'
import { Frontispiece } from './frontispiece.tsx'
import { useSignOut } from './queries.ts'

/** Somebody whom an owner let in, and gave nothing yet. */
export function NoRole({ name }: { readonly name: string }) {
  const signOut = useSignOut()

  return (
    <Frontispiece
      title="You have no role yet"
      lead={`${name}, ask an owner of this hub for a role: on everything, or on the product types you work on.`}
    >
      <Button variant="default" fullWidth loading={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out
      </Button>
    </Frontispiece>
  )
}
