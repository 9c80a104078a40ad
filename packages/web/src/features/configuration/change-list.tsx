import { IconAlertTriangle, IconCheck, IconMinus, IconPencil, IconPlayerPause, IconPlus } from '@tabler/icons-react'
import type { AppliedConfigurationChange, ConfigurationChange } from '../../api/types.ts'
import { ToneLabel } from '../../components/tone.tsx'
import { formatCount } from '../../format/number.ts'
import { fieldWords, partsOf, sectionWords } from './change-words.ts'
import classes from './configuration.module.css'

type Change = ConfigurationChange & Partial<AppliedConfigurationChange>

interface ChangeListProps {
  readonly changes: readonly Change[]
}

/** What is written, thing by thing, and what became of it; what stays as it is only counts. */
export function ChangeList({ changes }: ChangeListProps) {
  return (
    <div className={classes.parts}>
      {partsOf(changes).map(({ section, written, unchanged, leftAlone }) => (
        <section key={section} aria-label={sectionWords[section] ?? section}>
          <h3 className={classes.part}>{sectionWords[section] ?? section}</h3>
          {written.length > 0 && (
            <ul className={classes.changes}>
              {written.map(({ place, change }) => (
                <ChangeItem key={place} change={change} />
              ))}
            </ul>
          )}
          {unchanged > 0 && <p className={classes.rest}>{formatCount(unchanged, 'thing')} unchanged</p>}
          {leftAlone.length > 0 && (
            <details className={classes.rest}>
              <summary>{formatCount(leftAlone.length, 'thing')} not in the file, left alone</summary>
              {leftAlone.join(', ')}
            </details>
          )}
        </section>
      ))}
    </div>
  )
}

function ChangeItem({ change }: { readonly change: Change }) {
  return (
    <li>
      <div className={classes.change}>
        <Action action={change.action} />
        <span className={classes.name}>{change.name}</span>
        {change.outcome != null && <Outcome outcome={change.outcome} />}
      </div>
      {change.problem != null && (
        <p className={classes.failure}>
          {change.problem.message} {change.problem.remedy}
        </p>
      )}
      {change.fields.length > 0 && change.outcome === undefined && (
        <dl className={classes.fields}>
          {change.fields.map((field) => (
            <div key={field.field}>
              <dt>{field.field}</dt>
              <dd>{fieldWords(field, change.action)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function Action({ action }: { readonly action: ConfigurationChange['action'] }) {
  if (action === 'create') {
    return (
      <ToneLabel tone="good" icon={IconPlus}>
        New
      </ToneLabel>
    )
  }
  return (
    <ToneLabel tone={action === 'remove' ? 'bad' : 'accent'} icon={action === 'remove' ? IconMinus : IconPencil}>
      {action === 'remove' ? 'Removed' : 'Changed'}
    </ToneLabel>
  )
}

function Outcome({ outcome }: { readonly outcome: NonNullable<AppliedConfigurationChange['outcome']> }) {
  if (outcome === 'done') {
    return (
      <ToneLabel tone="good" icon={IconCheck}>
        Done
      </ToneLabel>
    )
  }
  return (
    <ToneLabel
      tone={outcome === 'failed' ? 'bad' : 'neutral'}
      icon={outcome === 'failed' ? IconAlertTriangle : IconPlayerPause}
    >
      {outcome === 'failed' ? 'Failed' : 'Not done'}
    </ToneLabel>
  )
}
