import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { Page } from '../../components/page.tsx'
import { sentenceCase } from '../../format/words.ts'
import { ExporterTable } from '../exporters/exporter-table.tsx'
import { exportersQuery } from '../exporters/queries.ts'
import records from '../records/records.module.css'
import { ScanProfiles } from '../scan-profiles/scan-profiles.tsx'
import { type UploadsSearch, type UploadTab, uploadStates, uploadTabs } from './search.ts'
import { UpcomingTable } from './upcoming-table.tsx'
import { UploadTable } from './upload-table.tsx'

const route = getRouteApi('/uploads')

const tabWords: Readonly<Record<UploadTab, string>> = {
  sent: 'Sent',
  next: 'What leaves next',
  exporters: 'Exporters',
  profiles: 'Scan profiles',
}

export function UploadsPage() {
  const search = route.useSearch()
  const { tab = 'sent' } = search

  return (
    <Page title="Uploads" lead="Findings on their way to other products, and what those said." form="fill">
      <nav className={records.tabs} aria-label="Parts of the exports">
        {uploadTabs.map((each) => (
          <Link
            key={each}
            to="/uploads"
            search={{ ...search, tab: each === 'sent' ? undefined : each }}
            className={records.tab}
            data-current={each === tab || undefined}
            aria-current={each === tab ? 'page' : undefined}
          >
            {tabWords[each]}
          </Link>
        ))}
      </nav>
      {(tab === 'sent' || tab === 'next') && <Filters search={search} withState={tab === 'sent'} />}
      {tab === 'sent' && <UploadTable filters={search} />}
      {tab === 'next' && <UpcomingTable filters={search} />}
      {tab === 'exporters' && <ExporterTable />}
      {tab === 'profiles' && <ScanProfiles />}
    </Page>
  )
}

function Filters({ search, withState }: { readonly search: UploadsSearch; readonly withState: boolean }) {
  const navigate = route.useNavigate()
  const exporters = useQuery(exportersQuery)

  function narrow(change: Partial<UploadsSearch>): void {
    void navigate({ search: { ...search, ...change }, replace: true })
  }

  return (
    <FilterBar>
      {withState && (
        <FilterMenu
          label="State"
          options={uploadStates.map((value) => ({ value, label: sentenceCase(value.replaceAll('-', ' ')) }))}
          selected={search.state ?? []}
          onChange={(chosen) => {
            const state = uploadStates.filter((each) => chosen.includes(each))
            narrow({ state: state.length === 0 ? undefined : state })
          }}
        />
      )}
      <FilterMenu
        label="Exporter"
        options={(exporters.data ?? []).map(({ id, label }) => ({ value: id, label }))}
        selected={search.exporter ?? []}
        onChange={(chosen) => narrow({ exporter: chosen.length === 0 ? undefined : chosen })}
      />
    </FilterBar>
  )
}
