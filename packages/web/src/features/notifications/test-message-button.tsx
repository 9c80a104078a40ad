import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { Connection } from '../../api/types.ts'
import { useMay } from '../session/queries.ts'
import { useTestMessage } from './queries.ts'

interface TestMessageButtonProps {
  readonly connection: Connection
}

/** Sends a message that says it is a test. What comes of it is in the log, and in the state of the connection. */
export function TestMessageButton({ connection }: TestMessageButtonProps) {
  const may = useMay('maintainer')
  const test = useTestMessage(connection.id)

  return (
    <Button
      leftSection={<IconSend size={15} />}
      disabled={!may || connection.state === 'paused'}
      loading={test.isPending}
      onClick={() => test.mutate()}
    >
      Send a test message
    </Button>
  )
}
