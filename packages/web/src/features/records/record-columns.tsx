import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconEyeOff, IconHistory, IconLink, IconRefresh, IconRestore, IconUnlink } from '@tabler/icons-react'
import type { VendorRecord } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import { acceptSteps } from './accept-steps.ts'
import { RecordStateLabel } from './record-states.tsx'
import { RecordTarget } from './record-target.tsx'
import classes from './records.module.css'
import type { RunRecordChanges } from './use-record-actions.ts'

interface RecordColumnsInput {
  readonly withConnection: boolean
  readonly may: boolean
  readonly run: RunRecordChanges
  readonly onMap: (record: VendorRecord) => void
  readonly onUnmap: (record: VendorRecord) => void
  readonly onHistory: (record: VendorRecord) => void
}

export function recordColumns({ withConnection, ...actions }: RecordColumnsInput): readonly Column<VendorRecord>[] {
  return [
    {
      id: 'name',
      header: 'Record',
      width: 'minmax(130px, 1.3fr)',
      cell: (record) => (
        <>
          <ConnectorMarkOf connector={record.connection.connector} size={22} />
          <span className={classes.two}>
            <span className={classes.first}>
              {record.url === null ? record.name : <ExternalLink href={record.url}>{record.name}</ExternalLink>}
            </span>
            <span className={classes.reason}>{withConnection ? record.connection.label : record.ref}</span>
          </span>
        </>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: '92px',
      fromWidth: 620,
      cell: (record) => <RecordStateLabel state={record.state} />,
    },
    { id: 'target', header: 'Leads to', width: 'minmax(130px, 1.6fr)', cell: (record) => <RecordTarget record={record} /> },
    {
      id: 'since',
      header: 'Since',
      width: '86px',
      fromWidth: 860,
      align: 'end',
      cell: (record) => <RelativeTime at={record.stateSince} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      quiet: true,
      width: '132px',
      fromWidth: 520,
      align: 'end',
      cell: (record) => <RowActions record={record} {...actions} />,
    },
  ]
}

interface RowActionsProps extends Omit<RecordColumnsInput, 'withConnection'> {
  readonly record: VendorRecord
}

function RowActions({ record, may, run, onMap, onUnmap, onHistory }: RowActionsProps) {
  const accept = acceptSteps([record])
  const ignored = record.state === 'IGNORED'

  return (
    <>
      {accept.length > 0 && (
        <Button
          size="xs"
          variant="light"
          disabled={!may}
          aria-label={`Accept the suggestion for ${record.name}`}
          onClick={() => run(accept, `Mapped ${record.name}`)}
        >
          Accept
        </Button>
      )}
      {accept.length === 0 && !ignored && record.state !== 'GOOD' && record.state !== 'MISSING' && (
        <Button size="xs" variant="default" disabled={!may} aria-label={`Map ${record.name}`} onClick={() => onMap(record)}>
          {record.mapping === null ? 'Map…' : 'Remap…'}
        </Button>
      )}
      {ignored && (
        <Button
          size="xs"
          variant="default"
          disabled={!may}
          aria-label={`Restore ${record.name}`}
          onClick={() => run([{ kind: 'restore', id: record.id }], `Restored ${record.name}`)}
        >
          Restore
        </Button>
      )}
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon size={26} aria-label={`More for ${record.name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {record.state === 'GOOD' && (
            <Menu.Item
              leftSection={<IconRefresh size={15} />}
              disabled={!may}
              onClick={() => run([{ kind: 'sync', id: record.id }], `Asked for a sync of ${record.name}`)}
            >
              Sync now
            </Menu.Item>
          )}
          {!ignored && (
            <Menu.Item leftSection={<IconLink size={15} />} disabled={!may} onClick={() => onMap(record)}>
              {record.mapping === null ? 'Map…' : 'Remap…'}
            </Menu.Item>
          )}
          {!ignored && record.mapping !== null && (
            <Menu.Item leftSection={<IconUnlink size={15} />} disabled={!may} onClick={() => onUnmap(record)}>
              Unmap…
            </Menu.Item>
          )}
          {ignored ? (
            <Menu.Item
              leftSection={<IconRestore size={15} />}
              disabled={!may}
              onClick={() => run([{ kind: 'restore', id: record.id }], `Restored ${record.name}`)}
            >
              Restore
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconEyeOff size={15} />}
              disabled={!may}
              onClick={() => run([{ kind: 'ignore', id: record.id }], `Ignored ${record.name}`)}
            >
              Ignore
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={15} />} onClick={() => onHistory(record)}>
            History
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
