import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconGavel, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Policy } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatNumber } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import { useMay } from '../session/queries.ts'
import { decisionNames } from '../vulnerabilities/words.ts'
import { PolicyDialog } from './policy-dialog.tsx'
import { conditionLine } from './policy-values.ts'
import { policiesQuery, useRemovePolicy, useSwitchPolicy } from './queries.ts'

/** Rules that dismiss by themselves, or require. */
export function Policies() {
  const may = useMay('maintainer')
  const list = useQuery(policiesQuery)
  const remove = useRemovePolicy()
  const change = useSwitchPolicy()
  const [dialog, setDialog] = useState<{ readonly policy: Policy | null } | null>(null)
  const error = remove.error ?? change.error
  const columns = useMemo(
    () => policyColumns({ may, change: change.mutate, remove: remove.mutate }),
    [may, change.mutate, remove.mutate],
  )
  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the policies" onRetry={() => void list.refetch()} />
  }

  return (
    <Card
      title="Policies"
      form="flush"
      aside={
        <Button size="xs" leftSection={<IconPlus size={14} />} disabled={!may} onClick={() => setDialog({ policy: null })}>
          New policy
        </Button>
      }
    >
      {error !== null && <ProblemNotice error={error} kept="The policies are as they were." />}
      <DataTable
        form="card"
        label="Policies"
        columns={columns}
        rows={list.data ?? []}
        rowId={(policy) => policy.id}
        rowName={(policy) => policy.name}
        state={list.isPending ? 'loading' : 'ready'}
        onActivate={may ? (policy) => setDialog({ policy }) : undefined}
        empty={
          <EmptyState icon={IconGavel} title="No policies yet">
            A policy decides by itself: what no code reaches in test folders is not affected, for example. What people decide
            comes first, and what a policy decided is taken back when it goes.
          </EmptyState>
        }
      />
      {dialog !== null && <PolicyDialog policy={dialog.policy} onClose={() => setDialog(null)} />}
    </Card>
  )
}

interface PolicyColumnsInput {
  readonly may: boolean
  readonly change: (values: { readonly id: string; readonly enabled: boolean }) => void
  readonly remove: (id: string) => void
}

function policyColumns({ may, change, remove }: PolicyColumnsInput): readonly Column<Policy>[] {
  return [
    { id: 'name', header: 'Name', width: 'minmax(120px, 1.2fr)', cell: (policy) => policy.name },
    {
      id: 'does',
      header: 'Does',
      width: '140px',
      fromWidth: 560,
      cell: (policy) => (policy.decision === null ? 'Must be fixed' : decisionNames[policy.decision]),
    },
    {
      id: 'when',
      header: 'When',
      width: 'minmax(140px, 2fr)',
      fromWidth: 720,
      cell: (policy) => conditionLine(policy.conditions),
    },
    {
      id: 'scope',
      header: 'Counts for',
      width: 'minmax(0, 0.8fr)',
      fromWidth: 900,
      cell: (policy) => policy.product?.name ?? policy.productType?.name ?? 'Everything',
    },
    {
      id: 'until',
      header: 'Until',
      width: '110px',
      fromWidth: 1040,
      cell: (policy) => (policy.expiresAt === null ? '' : formatDay(policy.expiresAt)),
    },
    {
      id: 'holds',
      header: 'Holds',
      width: '70px',
      align: 'end',
      cell: (policy) => (
        <Link to="/vulnerabilities" search={{ policy: [policy.id], status: 'any' }}>
          {formatNumber(policy.holds)}
        </Link>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      quiet: true,
      width: '96px',
      align: 'end',
      cell: (policy) => (
        <>
          <Switch
            size="xs"
            aria-label={`${policy.name} is in force`}
            checked={policy.enabled}
            disabled={!may}
            onChange={(event) => change({ id: policy.id, enabled: event.currentTarget.checked })}
            onClick={(event) => event.stopPropagation()}
          />
          <Tooltip label={`Remove ${policy.name}`}>
            <ActionIcon size={26} aria-label={`Remove ${policy.name}`} disabled={!may} onClick={() => ask(policy, remove)}>
              <IconTrash size={15} />
            </ActionIcon>
          </Tooltip>
        </>
      ),
    },
  ]
}

function ask(policy: Policy, remove: PolicyColumnsInput['remove']): void {
  modals.openConfirmModal({
    title: `Remove “${policy.name}”?`,
    children: 'What it decided is taken back within a minute.',
    labels: { confirm: 'Remove', cancel: 'Cancel' },
    confirmProps: { color: 'red' },
    closeButtonProps: { 'aria-label': 'Close' },
    onConfirm: () => remove(policy.id),
  })
}
