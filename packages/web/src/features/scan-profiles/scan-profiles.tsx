import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import type { ScanProfile } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { sentenceCase } from '../../format/words.ts'
import { useMay } from '../session/queries.ts'
import { ProfileDialog } from './profile-dialog.tsx'
import { rulesWords } from './profile-words.ts'
import { scanProfilesQuery, useRemoveProfile } from './queries.ts'

/** What products share: when they are read, what is let in, and where it goes. */
export function ScanProfiles() {
  const may = useMay('maintainer')
  const list = useInfiniteQuery(scanProfilesQuery)
  const remove = useRemoveProfile()
  const [open, setOpen] = useState<{ readonly profile: ScanProfile | null } | null>(null)
  const columns = useMemo(() => profileColumns(may && !remove.isPending, remove.mutate), [may, remove.isPending, remove.mutate])

  return (
    <>
      <Group justify="flex-end">
        <Button leftSection={<IconPlus size={15} />} disabled={!may} onClick={() => setOpen({ profile: null })}>
          New scan profile
        </Button>
      </Group>
      {remove.error !== null && <ProblemNotice error={remove.error} kept="The scan profiles are as they were." />}
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the scan profiles" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Scan profiles"
          columns={columns}
          rows={rowsOf(list.data)}
          rowId={(profile) => profile.id}
          rowName={(profile) => profile.name}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={may ? (profile) => setOpen({ profile }) : undefined}
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={null}
        />
      )}
      {open !== null && <ProfileDialog profile={open.profile} onClose={() => setOpen(null)} />}
    </>
  )
}

function profileColumns(may: boolean, remove: (id: string) => void): readonly Column<ScanProfile>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(120px, 1.2fr)',
      cell: (profile) => (profile.isDefault ? `${profile.name} (default)` : profile.name),
    },
    {
      id: 'sync',
      header: 'Next sync',
      width: '120px',
      fromWidth: 700,
      cell: (profile) => (profile.nextSyncAt === null ? 'With connections' : <RelativeTime at={profile.nextSyncAt} />),
    },
    {
      id: 'rules',
      header: 'Lets in',
      width: 'minmax(0, 1.8fr)',
      fromWidth: 860,
      cell: (profile) => rulesWords(profile.rules),
    },
    {
      id: 'exporters',
      header: 'Goes to',
      width: 'minmax(100px, 1.2fr)',
      cell: (profile) => profile.exporters.map((exporter) => exporter.label).join(', ') || 'Nowhere',
    },
    {
      id: 'kinds',
      header: 'Sends',
      width: 'minmax(0, 1.6fr)',
      fromWidth: 1100,
      cell: (profile) => profile.kinds.map((kind) => sentenceCase(kind)).join(', '),
    },
    {
      id: 'severity',
      header: 'From',
      width: '90px',
      fromWidth: 620,
      cell: (profile) => (profile.minimumSeverity === null ? 'Any' : sentenceCase(profile.minimumSeverity)),
    },
    {
      id: 'chosen',
      header: 'Chosen by',
      width: 'minmax(0, 1.2fr)',
      fromWidth: 860,
      cell: (profile) => [...profile.productTypes, ...profile.products].map((each) => each.name).join(', '),
    },
    {
      id: 'actions',
      header: 'Actions',
      quiet: true,
      width: '48px',
      align: 'end',
      cell: (profile) =>
        !profile.isDefault && (
          <Tooltip label={`Remove ${profile.name}`}>
            <ActionIcon size={26} aria-label={`Remove ${profile.name}`} disabled={!may} onClick={() => remove(profile.id)}>
              <IconTrash size={15} />
            </ActionIcon>
          </Tooltip>
        ),
    },
  ]
}
