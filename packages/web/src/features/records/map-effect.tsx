import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { describeProblem } from '../../api/problem.ts'
import type { MapPreview, VendorRecord } from '../../api/types.ts'
import { effectSentences, sumOf } from './effect-sentences.ts'
import { type MapTarget, mapPreviewQuery } from './queries.ts'
import classes from './records.module.css'

interface MapEffectProps {
  readonly records: readonly VendorRecord[]
  readonly target: MapTarget | 'unmap'
}

/** What a mapping would do to findings and vulnerabilities, before it happens. */
export function MapEffect({ records, target }: MapEffectProps) {
  const [settled] = useDebouncedValue(JSON.stringify(target), 250)
  const current = settled === JSON.stringify(target)
  const ids = records.map((record) => record.id)
  const { data, error } = useQuery({ ...mapPreviewQuery(ids, target), enabled: current })

  return (
    <section className={classes.preview} aria-live="polite" aria-label="What will happen">
      {error !== null && describeProblem(error).detail}
      {error === null && (data === undefined ? 'Working out what will move…' : <Effect previews={data} />)}
    </section>
  )
}

function Effect({ previews }: { readonly previews: readonly MapPreview[] }) {
  return (
    <ul className={classes.effects}>
      {effectSentences(sumOf(previews)).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
