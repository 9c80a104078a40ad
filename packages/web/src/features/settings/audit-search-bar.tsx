import { Button, Select, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { SearchField } from '../../components/filters/search-field.tsx'
import { sentenceCase } from '../../format/words.ts'
import { type AuditSearch, auditQuery, outcomes } from './search.ts'
import classes from './settings.module.css'

const route = getRouteApi('/settings')

/** What to look for, in the address; and the same as a file. */
export function AuditSearchBar({ search }: { readonly search: AuditSearch }) {
  const navigate = route.useNavigate()

  function change(part: AuditSearch): void {
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  }
  const or = (value: string) => (value === '' ? undefined : value)

  return (
    <div className={classes.searchBar}>
      <SearchField label="Event or noun" value={search.event ?? ''} onChange={(event) => change({ event: or(event) })} />
      <SearchField label="Who" value={search.actor ?? ''} onChange={(actor) => change({ actor: or(actor) })} />
      <SearchField label="Id of the object" value={search.object ?? ''} onChange={(object) => change({ object: or(object) })} />
      <Select
        aria-label="Outcome"
        placeholder="Any outcome"
        data={outcomes.map((value) => ({ value, label: sentenceCase(value) }))}
        value={search.outcome ?? null}
        onChange={(value) => change({ outcome: outcomes.find((each) => each === value) })}
        clearable
        w={150}
      />
      <TextInput
        type="date"
        aria-label="From"
        leftSection="From"
        leftSectionWidth={50}
        value={search.from ?? ''}
        onChange={(event) => change({ from: or(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        aria-label="To"
        leftSection="To"
        leftSectionWidth={34}
        value={search.to ?? ''}
        onChange={(event) => change({ to: or(event.currentTarget.value) })}
      />
      <Button component="a" href={exportAddress(search, 'csv')} download variant="default">
        Export CSV
      </Button>
      <Button component="a" href={exportAddress(search, 'jsonl')} download variant="default">
        Export JSON Lines
      </Button>
    </div>
  )
}

function exportAddress(search: AuditSearch, format: 'csv' | 'jsonl'): string {
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(auditQuery(search))) if (value !== undefined) query.set(name, value)
  return `/api/v1/audit-events/export?${query}`
}
