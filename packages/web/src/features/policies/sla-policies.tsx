import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconCalendarDue, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { SlaPolicy } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMay } from '../session/queries.ts'
import { slaPoliciesQuery, useRemoveSlaPolicy } from './queries.ts'
import { daysLine } from './sla-days.ts'
import { SlaDialog } from './sla-dialog.tsx'

/** How many days people have to fix what. */
export function SlaPolicies() {
  const may = useMay('maintainer')
  const list = useQuery(slaPoliciesQuery)
  const remove = useRemoveSlaPolicy()
  const [dialog, setDialog] = useState<{ readonly policy: SlaPolicy | null } | null>(null)
  const columns = useMemo(() => slaColumns(may, remove.mutate), [may, remove.mutate])
  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the deadlines" onRetry={() => void list.refetch()} />
  }

  return (
    <Card
      title="Deadlines"
      form="flush"
      aside={
        <Button size="xs" leftSection={<IconPlus size={14} />} disabled={!may} onClick={() => setDialog({ policy: null })}>
          New SLA policy
        </Button>
      }
    >
      {remove.error !== null && <ProblemNotice error={remove.error} kept="The policies are as they were." />}
      <DataTable
        form="card"
        label="SLA policies"
        columns={columns}
        rows={list.data ?? []}
        rowId={(policy) => policy.id}
        rowName={(policy) => policy.name}
        state={list.isPending ? 'loading' : 'ready'}
        onActivate={may ? (policy) => setDialog({ policy }) : undefined}
        empty={
          <EmptyState icon={IconCalendarDue} title="The usual days count">
            Without a policy, what is critical is due 3 days after its detection, high 14, medium 30, low 90. A policy sets
            other days, everywhere or for a product or a type; the nearest counts.
          </EmptyState>
        }
      />
      {dialog !== null && <SlaDialog policy={dialog.policy} onClose={() => setDialog(null)} />}
    </Card>
  )
}

function slaColumns(may: boolean, remove: (id: string) => void): readonly Column<SlaPolicy>[] {
  return [
    { id: 'name', header: 'Name', width: 'minmax(120px, 1fr)', cell: (policy) => policy.name },
    {
      id: 'scope',
      header: 'Counts for',
      width: 'minmax(100px, 1fr)',
      fromWidth: 480,
      cell: (policy) => policy.product?.name ?? policy.productType?.name ?? 'Everything',
    },
    { id: 'days', header: 'Days', width: 'minmax(140px, 2fr)', fromWidth: 620, cell: (policy) => daysLine(policy.days) },
    {
      id: 'actions',
      header: 'Actions',
      quiet: true,
      width: '60px',
      align: 'end',
      cell: (policy) => (
        <Tooltip label={`Remove ${policy.name}`}>
          <ActionIcon size={26} aria-label={`Remove ${policy.name}`} disabled={!may} onClick={() => remove(policy.id)}>
            <IconTrash size={15} />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ]
}
