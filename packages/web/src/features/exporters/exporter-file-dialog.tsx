import { Button, FileInput, Modal, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { useCreateExporter } from './queries.ts'
import { readExporter } from './read-exporter.ts'

interface ExporterFileDialogProps {
  readonly onClose: () => void
}

/** Connects a destination as a file describes it: another product's exporter unchanged, or ours. */
export function ExporterFileDialog({ onClose }: ExporterFileDialogProps) {
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const create = useCreateExporter()

  function choose(chosen: File | null): void {
    setFile(chosen)
    setUnreadable(null)
    create.reset()
  }

  async function connect(chosen: File): Promise<void> {
    const exporter = readExporter(await chosen.text())
    if (exporter === undefined) return setUnreadable('This is no JSON object.')
    create.mutate(exporter, {
      onSuccess: ({ id }) => navigate({ to: '/integrations/$connectionId', params: { connectionId: id } }),
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Bring an exporter from a file"
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        {create.error !== null && <ProblemNotice error={create.error} kept="Nothing was saved. The file is still chosen." />}
        <FileInput
          label="Exporter"
          description="JSON: the exporter of another product as it describes it, with its secrets, or what the API takes."
          placeholder="Choose a file…"
          accept="application/json,.json"
          value={file}
          error={unreadable}
          onChange={choose}
        />
        <div className={integration.footer}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={file === null} loading={create.isPending} onClick={() => file !== null && void connect(file)}>
            Check and connect
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}
