import { Button, Checkbox, Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showUndo } from '../../components/undo.tsx'
import { formatCount } from '../../format/number.ts'
import integration from '../integrations/integrations.module.css'
import records from '../records/records.module.css'
import { rulePreviewQuery, useApplyRules } from './queries.ts'

interface ApplyDialogProps {
  readonly onClose: () => void
}

/** Applies the rules now instead of at the next discover; says first how many records that changes. */
export function ApplyDialog({ onClose }: ApplyDialogProps) {
  const [automatic, setAutomatic] = useState(false)
  const preview = useQuery(rulePreviewQuery(null, null, automatic))
  const apply = useApplyRules()
  const count = preview.data?.count

  return (
    <Modal opened onClose={onClose} title="Apply the rules now" size={480} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {apply.error !== null && <ProblemNotice error={apply.error} />}
        <Checkbox
          label="Also to records for which Patchbay made a product of their own"
          description="What a person mapped is never touched."
          checked={automatic}
          onChange={(event) => setAutomatic(event.currentTarget.checked)}
        />
        <div className={records.preview} aria-live="polite">
          {count === undefined ? 'Looking through the records…' : `${formatCount(count, 'record')} would be mapped.`}
        </div>
        <div className={integration.footer}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={count === undefined || count === 0}
            loading={apply.isPending}
            onClick={() =>
              apply.mutate(automatic, {
                onSuccess: ({ mapped }) => {
                  showUndo({ message: `Mapped ${formatCount(mapped, 'record')}`, onUndo: null })
                  onClose()
                },
              })
            }
          >
            Apply
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}
