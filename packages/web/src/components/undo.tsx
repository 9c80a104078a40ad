import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

interface UndoInput {
  readonly message: string
  /** `null` for what cannot be undone. */
  readonly onUndo: (() => void) | null
}

const tenSeconds = 10_000

/** The only kind of toast: what was done, and ten seconds to take it back. */
export function showUndo({ message, onUndo }: UndoInput): void {
  const id = notifications.show({
    withCloseButton: false,
    withBorder: true,
    autoClose: tenSeconds,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        {onUndo !== null && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              notifications.hide(id)
              onUndo()
            }}
          >
            Undo
          </Button>
        )}
      </Group>
    ),
  })
}
