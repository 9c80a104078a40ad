import { Button, Modal, Stack } from '@mantine/core'
import type { VendorRecord } from '../../api/types.ts'
import { formatCount } from '../../format/number.ts'
import integration from '../integrations/integrations.module.css'
import { MapEffect } from './map-effect.tsx'
import type { RunRecordChanges } from './use-record-actions.ts'

interface UnmapDialogProps {
  readonly records: readonly VendorRecord[]
  readonly onClose: () => void
  readonly onRun: RunRecordChanges
}

/** Asks before mappings are taken away, and says what that closes. */
export function UnmapDialog({ records, onClose, onRun }: UnmapDialogProps) {
  const [first] = records
  const what = records.length === 1 ? `“${first?.name}”` : formatCount(records.length, 'record')

  return (
    <Modal opened onClose={onClose} title={`Unmap ${what}?`} size={480} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <MapEffect records={records} target="unmap" />
        <div className={integration.footer}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red"
            onClick={() =>
              onRun(
                records.map(({ id }) => ({ kind: 'unmap', id })),
                records.length === 1 ? `Unmapped ${first?.name}` : 'Unmapped',
              )
            }
          >
            Unmap
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}
