import { useQuery } from '@tanstack/react-query'
import { describeProblem } from '../../api/problem.ts'
import type { ScanProfilePreview } from '../../api/types.ts'
import records from '../records/records.module.css'
import type { ProfileSwitch } from './profile-switch.ts'
import type { ProfileValues } from './profile-values.ts'
import { previewWords } from './profile-words.ts'
import { choicePreviewQuery, profilePreviewQuery } from './queries.ts'

interface ProfilePreviewProps {
  /** `null` while somebody types, or when nothing of it changes what is let in. */
  readonly values: ProfileValues | null
  readonly id: string | null
}

/** Whom the import rules would hit. */
export function ProfilePreview({ values, id }: ProfilePreviewProps) {
  const { data, error } = useQuery({ ...profilePreviewQuery(values, id), enabled: values !== null })
  return values !== null && <Effect preview={data} error={error} />
}

interface ChoicePreviewProps {
  readonly choice: ProfileSwitch
  /** What becomes of exports, in a sentence. */
  readonly destinations: string
}

/** Whom another choice of profile would hit. */
export function ChoicePreview({ choice, destinations }: ChoicePreviewProps) {
  const { data, error } = useQuery(choicePreviewQuery(choice))
  return <Effect preview={data} error={error} more={destinations} />
}

interface EffectProps {
  readonly preview: ScanProfilePreview | undefined
  readonly error: unknown
  readonly more?: string
}

function Effect({ preview, error, more = '' }: EffectProps) {
  const counted = preview === undefined ? 'Counting what it would change…' : previewWords(preview)
  return (
    <section className={records.preview} aria-live="polite" aria-label="What this would change">
      {error === null ? `${counted} ${more}` : describeProblem(error).detail}
    </section>
  )
}
