import { Button, Group } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ToneLabel } from '../../components/tone.tsx'

interface SaveBarProps {
  readonly word?: string
  readonly pending: boolean
  readonly saved: boolean
  readonly error: unknown
  readonly disabled: boolean
}

/** The end of a form that changes something: what came of it, and the button. */
export function SaveBar({ word = 'Save', pending, saved, error, disabled }: SaveBarProps) {
  return (
    <>
      {error !== null && <ProblemNotice error={error} kept="Nothing was changed. What you entered is still here." />}
      <Group gap="sm">
        <Button type="submit" loading={pending} disabled={disabled}>
          {word}
        </Button>
        <span role="status">
          {saved && (
            <ToneLabel tone="good" icon={IconCheck}>
              Saved
            </ToneLabel>
          )}
        </span>
      </Group>
    </>
  )
}
