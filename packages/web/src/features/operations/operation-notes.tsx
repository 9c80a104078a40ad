import { Button, Skeleton } from '@mantine/core'
import { type Icon, IconAlertTriangle, IconEyeQuestion, IconHandStop, IconRowRemove, IconSquareOff } from '@tabler/icons-react'
import type { OperationNote } from '../../api/types.ts'
import { type Tone, ToneLabel } from '../../components/tone.tsx'
import classes from './operations.module.css'

const looks: Readonly<Record<OperationNote['kind'], { readonly word: string; readonly tone: Tone; readonly icon: Icon }>> = {
  'set-aside': { word: 'Set aside', tone: 'warning', icon: IconRowRemove },
  oddity: { word: 'Odd', tone: 'neutral', icon: IconEyeQuestion },
  gap: { word: 'Skipped', tone: 'neutral', icon: IconSquareOff },
  hold: { word: 'Held', tone: 'warning', icon: IconHandStop },
  fault: { word: 'Fault', tone: 'bad', icon: IconAlertTriangle },
}

interface OperationNotesProps {
  readonly notes: readonly OperationNote[]
  readonly state: 'loading' | 'ready'
  /** `null` when everything is shown. */
  readonly onMore: (() => void) | null
}

/** Rows that could not be read, values nobody documented, parts that were skipped. */
export function OperationNotes({ notes, state, onMore }: OperationNotesProps) {
  if (state === 'loading') return <Skeleton height={80} m="md" />
  if (notes.length === 0) return <div className={classes.note}>Nothing to note.</div>

  return (
    <div className={classes.notes}>
      {notes.map((note) => {
        const look = looks[note.kind]
        const where = [note.target, note.externalId, note.path].filter((part) => part !== null).join(' · ')
        return (
          <div key={note.seq} className={classes.note}>
            <ToneLabel tone={look.tone} icon={look.icon}>
              {look.word}
            </ToneLabel>
            <div>
              <div className={classes.noteMessage}>{note.message}</div>
              {where !== '' && <div className={classes.notePath}>{where}</div>}
            </div>
          </div>
        )
      })}
      {onMore !== null && (
        <Button variant="subtle" color="gray" onClick={onMore}>
          Show more
        </Button>
      )}
    </div>
  )
}
