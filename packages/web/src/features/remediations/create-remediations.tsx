import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatCount } from '../../format/number.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useCreateRemediations } from './queries.ts'

interface CreateRemediationsProps {
  /** Of the chosen vulnerabilities. */
  readonly ids: readonly string[]
}

/** The API takes at most this many at once. */
const most = 1000

/** A button that makes work of chosen vulnerabilities. */
export function CreateRemediations({ ids }: CreateRemediationsProps) {
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <Button size="xs" variant="default" disabled={ids.length > most} onClick={dialog.open}>
        Remediate…
      </Button>
      {opened && <CreateDialog ids={ids} onClose={dialog.close} />}
    </>
  )
}

function CreateDialog({ ids, onClose }: CreateRemediationsProps & { readonly onClose: () => void }) {
  const [title, setTitle] = useState('')
  const [owner, setOwner] = useState('')
  const create = useCreateRemediations()
  const navigate = useNavigate()

  function submit(): void {
    const given = {
      ...(title.trim() !== '' && { title: title.trim() }),
      ...(owner.trim() !== '' && { owner: owner.trim() }),
    }
    create.mutate(
      { vulnerabilities: [...ids], ...given },
      {
        onSuccess: ({ items }) => {
          const [first] = items
          if (items.length === 1 && first !== undefined) {
            void navigate({ to: '/remediations/$remediationId', params: { remediationId: first.id } })
          } else void navigate({ to: '/remediations', search: { state: ['open'], sort: '-updatedAt' } })
        },
      },
    )
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Remediate ${formatCount(ids.length, 'vulnerability', 'vulnerabilities')}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          {create.error !== null && <ProblemNotice error={create.error} kept="Nothing was made." />}
          <p className={view.dim}>One piece of work for each repository or image they are in.</p>
          <TextInput
            label="Title"
            description="Empty: named after the change."
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="Owner"
            description="A person or a team."
            maxLength={200}
            value={owner}
            onChange={(event) => setOwner(event.currentTarget.value)}
          />
          <div className={view.buttons}>
            <Button type="submit" loading={create.isPending}>
              Remediate
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}
