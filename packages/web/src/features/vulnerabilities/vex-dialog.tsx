import { Button, Checkbox, FileInput, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { VexReport } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatCount } from '../../format/number.ts'
import integration from '../integrations/integrations.module.css'
import records from '../records/records.module.css'
import { useImportVex } from './queries.ts'
import { vexOutcomes } from './words.ts'

interface VexDialogProps {
  readonly onClose: () => void
}

/** Takes decisions from a VEX document: first what it would decide, then for good. */
export function VexDialog({ onClose }: VexDialogProps) {
  const [file, setFile] = useState<File | null>(null)
  const [overwrite, setOverwrite] = useState(false)
  const preview = useImportVex()
  const apply = useImportVex()
  const error = apply.error ?? preview.error

  function look(chosen: File | null, over: boolean): void {
    setFile(chosen)
    setOverwrite(over)
    apply.reset()
    preview.reset()
    if (chosen !== null) preview.mutate({ file: chosen, apply: false, overwrite: over })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Take decisions from a VEX document"
      size={600}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        {error !== null && <ProblemNotice error={error} kept="Nothing was changed." />}
        <FileInput
          label="Document"
          description="OpenVEX, CycloneDX or CSAF 2.0, as JSON."
          placeholder="Choose a file…"
          accept="application/json,.json"
          value={file}
          onChange={(chosen) => look(chosen, overwrite)}
        />
        <Checkbox
          label="Also where a person decided already"
          checked={overwrite}
          onChange={(event) => look(file, event.currentTarget.checked)}
        />
        {file !== null && (
          <section className={records.preview} aria-live="polite" aria-label="What the document decides">
            {preview.isPending && 'Reading…'}
            {(apply.data ?? preview.data) !== undefined && <Report report={apply.data ?? preview.data} />}
          </section>
        )}
        <div className={integration.footer}>
          <Button variant="default" onClick={onClose}>
            {apply.isSuccess ? 'Close' : 'Cancel'}
          </Button>
          <Button
            disabled={file === null || (preview.data?.decides ?? 0) === 0 || apply.isSuccess}
            loading={apply.isPending}
            onClick={() => file !== null && apply.mutate({ file, apply: true, overwrite })}
          >
            Decide
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}

const named = 8

function Report({ report }: { readonly report: VexReport | undefined }) {
  if (report === undefined) return null
  const others = Map.groupBy(
    report.statements.filter(({ outcome }) => outcome !== 'decides'),
    ({ outcome }) => outcome,
  )
  return (
    <>
      <strong>
        {report.applied ? 'Decided on' : 'Would decide on'} {formatCount(report.decides, 'vulnerability', 'vulnerabilities')}
      </strong>
      {report.author !== null && `, in the words of ${report.author}`}.
      <ul className={records.effects}>
        {report.statements
          .filter(({ outcome }) => outcome === 'decides')
          .slice(0, named)
          .map((statement) => (
            <li key={`${statement.id} ${statement.vulnerability?.id}`}>
              {statement.vulnerability?.name} in {statement.purls.join(', ')}
            </li>
          ))}
        {[...others].map(([outcome, statements]) => (
          <li key={outcome}>
            {formatCount(statements.length, 'statement')}: {vexOutcomes[outcome]}
          </li>
        ))}
      </ul>
    </>
  )
}
