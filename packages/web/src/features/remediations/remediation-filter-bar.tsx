import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { SearchField } from '../../components/filters/search-field.tsx'
import { SeverityMark, severities, severityName } from '../../components/severity.tsx'
import { modes, pendingStates, type RemediationsSearch, states } from './search.ts'
import { StateLabel } from './state-label.tsx'
import { modeNames, stateNames } from './words.ts'

interface RemediationFilterBarProps {
  readonly search: RemediationsSearch
  readonly onNarrow: (change: Partial<RemediationsSearch>) => void
}

export function RemediationFilterBar({ search, onNarrow }: RemediationFilterBarProps) {
  const chosen = search.state === 'any' ? states : (search.state ?? pendingStates)

  return (
    <FilterBar>
      <SearchField
        label="Find a change or a place"
        value={search.q ?? ''}
        onChange={(q) => onNarrow({ q: q === '' ? undefined : q })}
      />
      <FilterMenu
        label="State"
        options={states.map((state) => ({ value: state, label: stateNames[state], content: <StateLabel state={state} /> }))}
        selected={chosen}
        summary={search.state === undefined ? 'not over' : undefined}
        onChange={(values) => {
          const some = states.filter((state) => values.includes(state))
          onNarrow({ state: some.length === 0 ? 'any' : some })
        }}
      />
      <FilterMenu
        label="How"
        options={modes.map((mode) => ({ value: mode, label: modeNames[mode] }))}
        selected={search.mode ?? []}
        onChange={(values) => onNarrow({ mode: listOf(modes.filter((mode) => values.includes(mode))) })}
      />
      <FilterMenu
        label="Priority"
        options={severities.map((severity) => ({
          value: severity,
          label: severityName(severity),
          content: <SeverityMark severity={severity} form="label" />,
        }))}
        selected={search.priority ?? []}
        onChange={(values) => onNarrow({ priority: listOf(severities.filter((severity) => values.includes(severity))) })}
      />
      <FilterMenu
        label="Due"
        options={[
          { value: 'overdue', label: 'Overdue' },
          { value: 'waiting', label: 'Waiting for a vendor' },
        ]}
        selected={[...(search.overdue === undefined ? [] : ['overdue']), ...(search.waiting === undefined ? [] : ['waiting'])]}
        onChange={(values) =>
          onNarrow({
            overdue: values.includes('overdue') ? 'yes' : undefined,
            waiting: values.includes('waiting') ? 'yes' : undefined,
          })
        }
      />
    </FilterBar>
  )
}

function listOf<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length === 0 ? undefined : values
}
